"""Write the figures of benchmarks/results/*.json into the README, between its two marks.

Usage::

    python tools/readme_figures.py          # rewrite
    python tools/readme_figures.py --check  # exit status 1 when the README does not hold the current figures
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.speed import table as speed_table  # noqa: E402 - the project is not installed when this runs

README = ROOT / "README.md"
RESULTS = ROOT / "benchmarks" / "results"
BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


def read(name: str) -> Any:
    """Return one results file."""
    return json.loads((RESULTS / name).read_text(encoding="utf-8"))


def share(part: int, whole: int) -> str:
    """Return e.g. 47/50（94.0 %）."""
    return f"{part}/{whole}（{100 * part / whole:.1f} %）"


def answer_table() -> str:
    """Return right answers and refusals on both question sets."""
    rows = []
    for name, file in (
        ("样例文档，自编 231 问", "answers-sample.json"),
        ("真实报告 105 问，全部语料在库", "answers-reports.json"),
    ):
        for half in ("even", "odd"):
            found = read(file.replace(".json", f"-{half}.json"))
            label = f"{name}（{'调参的一半' if half == 'even' else '留出的一半'}）"
            rows.append(
                f"| {label} | {share(found['right'], found['answerable'])} | "
                f"{share(found['wrongly_refused'], found['answerable'])} | {share(found['refused'], found['unanswerable'])} |"
            )
    head = "| 问题集 | 答对（≤ 220 字） | 误拒 | 无答案时拒答 |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


SETS = {"coal_mine_regs": "煤矿规程 1000 问", "chem_quiz_dev": "安全考题 187 问", "rgb_zh": "新闻 500 问"}
PEERS = {
    "bm25s, words": "bm25s",
    "llama-index vectors": "llama-index 向量",
    "llama-index BM25+vectors": "llama-index 融合",
    "txtai hybrid": "txtai 混合",
    "haystack hybrid": "haystack 混合",
    "yubei": "预备",
}
HELD_OUT = {
    "heldout-laws.json": "法规与预案 100 问（`heldout_laws`，全部语料在库）",
    "heldout-sample.json": "样例文档 222 问（`heldout_questions`）",
    "heldout-spoken.json": "口语 138 问（`colloquial_questions`，与原文几乎没有相同的字）",
}


def peers_table() -> str:
    """Return hit@1 / hit@5 / within the budget of evidence for each library, on the held-out halves."""
    found = read("peers.json")
    rows = [
        f"| {PEERS[name]} | "
        + " | ".join(" / ".join(f"{found[one][name][at]:.3f}" for at in (0, 1, 3)) for one in SETS)
        + " |"
        for name in PEERS
    ]
    head = f"| 排序 | {' | '.join(SETS.values())} |\n| --- |{' --- |' * len(SETS)}"
    return "\n".join([head, *rows])


def held_out_table() -> str:
    """Return right answers, refusals and hit rates on the sets that nobody tunes on."""
    rows = []
    for file, name in HELD_OUT.items():
        found = read(file)
        answerable, absent = found["answerable"], found["unanswerable"]
        refused = share(round(found["refusal_recall"] * absent), absent) if absent else "–"
        rows.append(
            f"| {name} | {share(found['right'], answerable)} | "
            f"{share(round(found['wrongly_refused'] * answerable), answerable)} | {refused} | "
            f"{found['hit@1']:.3f} / {found['hit@5']:.3f} | {found['ablations']['words']['hit@5']:.3f} |"
        )
    head = "| 题集 | 答对 | 误拒 | 无答案时拒答 | hit@1 / hit@5（排序） | 只用词 hit@5 |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *rows])


ABLATIONS = {
    "words": "只用词",
    "vectors": "只用向量",
    "fused": "词、字对与向量融合",
    "ranked": "＋排序",
    "reader": "＋阅读（成品）",
}


def ablation_table() -> str:
    """Return the ablation of `yubei eval` over the sample questions."""
    found = read("eval-sample.json")["ablations"]
    columns = ("nDCG@10", "RR@10", "hit@1", "hit@5", "hit@10", "answer_accuracy")
    rows = [
        f"| {name} | " + " | ".join(f"{found[key][column]:.3f}" for column in columns) + " |"
        for key, name in ABLATIONS.items()
    ]
    head = "| 逐项 | nDCG@10 | RR@10 | hit@1 | hit@5 | hit@10 | 答对 |\n| --- |" + " --- |" * len(columns)
    return "\n".join([head, *rows])


def figures() -> str:
    """Return all tables."""
    parts = [
        "速度与内存（`python -m benchmarks.speed`，两核，同一次运行）：",
        speed_table(read("speed.json")),
        "回答（`python -m benchmarks.answer_eval --data 目录 --questions 文件 --half even|odd`，不用大模型）：",
        answer_table(),
        "逐项对比（`yubei eval --data 样例库`，自编 231 问，半数参与过调参）：",
        ablation_table(),
        "没有参与调参的题集（`yubei eval --data 库 --questions benchmarks/gold/…`，只看总数）：",
        held_out_table(),
        "同一批段落、同一向量模型下的别家排序（`python -m benchmarks.peers --sets ../shared/eval`，留出的一半；hit@1 / hit@5 / "
        "前 1,500 字内有完整的正确段落）：",
        peers_table(),
        "两半的命中率在 `benchmarks/results/retrieval.json`（`python -m benchmarks.retrieval_eval --sets ../shared/eval`）。",
    ]
    return "\n\n".join(parts)


def main() -> int:
    """Rewrite or check."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    wanted = f"{before}{BEGIN}\n{figures()}\n{END}{after}"
    if "--check" in sys.argv:
        return int(text != wanted)
    README.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
