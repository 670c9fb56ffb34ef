"""Speed and memory beside a plain llama-index pipeline, each side in its own process.

    python -m benchmarks.speed [--laws DIR] [--eval DIR] [--files N] [--peer-files N] [--questions N] [--out FILE]

The peer reads a stated part of the files: its rate does not rise with more of them, and all would take it an hour.
Ratios stand first in the results; absolute figures depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measured_process import PROJECT, Measured, measure, run_watched

SHARED = PROJECT.parent / "shared"
RESULTS = PROJECT / "benchmarks" / "results" / "speed.json"
GIB = 1024**3
COLD_RUNS = 5
COLD_QUESTION = "液氨泄漏后怎么办"
GOALS = {
    "ingest_ratio": 5.0,
    "ingest_peak_gb": 1.5,
    "answer_p50_ms": 50.0,
    "answer_p95_ms": 150.0,
    "cold_start_seconds": 2.0,
}


def cold_start(folder: Path) -> dict[str, object]:
    """Time whole runs of `yubei ask` over the sample documents."""
    data, output = folder / "sample", folder / "cold.txt"
    yubei = [sys.executable, "-m", "assistant"]
    run_watched([*yubei, "ingest", "corpora", "--data", str(data)], output)
    runs = [run_watched([*yubei, "ask", COLD_QUESTION, "--data", str(data)], output) for _ in range(COLD_RUNS)]
    return {
        "question": COLD_QUESTION,
        "median_seconds": round(statistics.median(seconds for seconds, _ in runs), 2),
        "runs_seconds": [round(seconds, 2) for seconds, _ in runs],
        "peak_gb": gigabytes(max(peak for _, peak in runs)),
    }


def gigabytes(count: int) -> float:
    """Return bytes as GiB."""
    return round(count / GIB, 2)


def run_all(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Run every part, one after the other so that none slows another."""
    data = folder / "ours"
    laws = ["--laws", options.laws]
    asked = ["--eval", options.eval, "--questions", options.questions]
    ours = measure("benchmarks.speed_ours", ["ingest", *laws, "--data", data, "--files", options.files])
    answers = measure("benchmarks.speed_ours", ["answer", *asked, "--data", data])
    peer = measure("benchmarks.speed_peer", [*laws, *asked, "--data", folder / "peer", "--files", options.peer_files])
    return assemble(ours, answers, peer, cold_start(folder))


def assemble(ours: Measured, answers: Measured, peer: Measured, cold: dict[str, object]) -> dict[str, object]:
    """Join the figures: ratios first, then what was measured, then where."""
    ratios = {
        "ingest_characters_per_second": ratio(ours.result, peer.result, "characters_per_second"),
        "ingest_with_every_index": round(
            number(ours.result, "characters_per_second_all_indexes") / number(peer.result, "characters_per_second"), 2
        ),
        "ingest_peak_memory": round(ours.peak_bytes / peer.peak_bytes, 2),
    }
    return {
        "ratios_ours_to_peer": ratios,
        "goals": GOALS,
        "ours": {
            "ingest": {**ours.result, "peak_gb": gigabytes(ours.peak_bytes)},
            "questions": {**answers.result, "peak_gb": gigabytes(answers.peak_bytes)},
            "cold_start": cold,
        },
        "peer": {**peer.result, "peak_gb": gigabytes(peer.peak_bytes)},
        "machine": {
            "system": platform.system(),
            "processor_count": os.cpu_count(),
            "python": platform.python_version(),
            "load_1_minute": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        },
    }


def ratio(ours: dict[str, object], peer: dict[str, object], name: str) -> float:
    """Return ours ÷ peer of one figure."""
    return round(number(ours, name) / number(peer, name), 2)


def number(figures: dict[str, object], name: str) -> float:
    """Return one figure as a number."""
    return float(str(figures[name]))


def table(results: dict[str, dict[str, dict[str, object]]]) -> str:
    """Return the figures as a Markdown table for the README."""
    ours, peer = results["ours"], results["peer"]
    ingest, questions, cold = ours["ingest"], ours["questions"], ours["cold_start"]
    answer, search, query = questions["answer"], questions["search"], peer["query"]
    ratios = results["ratios_ours_to_peer"]
    found = f"{ingest['files']} 个文件，{number(ingest, 'characters') / 1e6:.1f} 百万字"
    beside = f"{peer['files']} 个文件，{number(peer, 'characters') / 1e6:.1f} 百万字"  # type: ignore[arg-type]
    rows = (
        ("入库规模", found, beside, ""),
        (
            "入库到可检索（字/秒）",
            f"{number(ingest, 'characters_per_second'):,.0f}",
            f"{number(peer, 'characters_per_second'):,.0f}",  # type: ignore[arg-type]
            f"{ratios['ingest_characters_per_second']} 倍（目标 ≥ 5 倍）",
        ),
        (
            "全部索引建成（字/秒）",
            f"{number(ingest, 'characters_per_second_all_indexes'):,.0f}",
            "同上",
            f"{ratios['ingest_with_every_index']} 倍",
        ),
        ("入库峰值内存（GB，含子进程）", str(ingest["peak_gb"]), str(peer["peak_gb"]), "目标 ≤ 1.5"),
        ("提问到有据回答 p50 / p95（毫秒）", pair(answer), "–", "目标 ≤ 50 / 150"),
        ("其中检索 p50 / p95（毫秒）", pair(search), f"{pair(query)}（仅向量）", ""),
        ("`yubei ask` 冷启动（秒）", str(cold["median_seconds"]), "–", "目标 ≤ 2"),
    )
    head = "| 项目 | 预备 | llama-index + Chroma（同一模型） | 对比 |\n| --- | --- | --- | --- |"
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


def pair(times: object) -> str:
    """Return "p50 / p95"."""
    assert isinstance(times, dict)
    return f"{times['p50_ms']:.1f} / {times['p95_ms']:.1f}"


def main(arguments: list[str] | None = None) -> None:
    """Run, write the results, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laws", type=Path, default=SHARED / "corpora" / "laws")
    parser.add_argument("--eval", type=Path, default=SHARED / "eval")
    parser.add_argument("--files", type=int, default=0, help="files on our side; 0 means all")
    parser.add_argument("--peer-files", type=int, default=600, help="files on the peer's side; 0 means all")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        results = run_all(options, Path(folder))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(table(results))  # type: ignore[arg-type]
    print(f"\n{options.out}, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
