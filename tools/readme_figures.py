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
    for name, file in (("样例文档，自编 231 问", "answers-sample.json"), ("真实报告 105 问，全部语料在库", "answers-reports.json")):
        for half in ("even", "odd"):
            found = read(file.replace(".json", f"-{half}.json"))
            label = f"{name}（{'调参的一半' if half == 'even' else '留出的一半'}）"
            rows.append(
                f"| {label} | {share(found['right'], found['answerable'])} | "
                f"{share(found['wrongly_refused'], found['answerable'])} | {share(found['refused'], found['unanswerable'])} |"
            )
    head = "| 问题集 | 答对（≤ 220 字） | 误拒 | 无答案时拒答 |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def figures() -> str:
    """Return all tables."""
    parts = [
        "速度与内存（`python -m benchmarks.speed`，两核，同一次运行）：",
        speed_table(read("speed.json")),
        "回答（`python -m benchmarks.answer_eval --data 目录 --questions 文件 --half even|odd`，不用大模型）：",
        answer_table(),
        "检索命中率见 `python -m benchmarks.retrieval_eval --sets ../shared/eval`，数字在 `benchmarks/results/retrieval.json`。",
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
