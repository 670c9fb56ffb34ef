"""`yubei ingest`: files and folders into the base, with progress and one named outcome per file."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.commands.progress_bar import ProgressBar
from assistant.wiring import open_workbench
from ingest import pipeline
from ingest.records import OUTCOME_ZH, SEARCHABLE_OUTCOMES, FileOutcome, OutcomeCode
from kb.errors import InputRefused

QUIET_OUTCOMES_SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei ingest`."""
    parser.add_argument("paths", nargs="*", type=given_path, metavar="PATH", help="文件或文件夹")
    parser.add_argument(
        "--again",
        action="store_true",
        help="内容未变的也重新读取；不给 PATH 时，用库中保存的原件重读由旧版解析程序读取的文档",
    )
    add_data_option(parser)
    add_json_option(parser)


def given_path(text: str) -> Path:
    """Parse a path for argparse; an empty one, as an unset shell variable leaves, would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("路径是空的，请给出文件或文件夹")
    return Path(text)


def run(options: argparse.Namespace) -> int:
    """Ingest; exit code 1 when no file at all became searchable, or the data folder failed on the way."""
    if not options.paths and not options.again:
        raise InputRefused("请给出要入库的文件或文件夹；重读库中旧版读取的文档请用 yubei ingest --again。")
    settings = settings_from(options)
    with (
        open_workbench(settings, writable=True, purpose="yubei ingest") as workbench,
        ProgressBar(enabled=sys.stderr.isatty()) as bar,
    ):
        if options.paths:
            outcomes = pipeline.ingest(
                workbench.kb,
                options.paths,
                settings,
                on_progress=bar.show,
                approved=settings.ingest_approved,
                again=options.again,
            )
        else:
            older = pipeline.files_read_by_older(workbench.kb)
            outcomes = pipeline.ingest_files(workbench.kb, older, settings, on_progress=bar.show, again=True)
    report(outcomes, as_json=options.json)
    if not outcomes and not options.paths:
        return 0
    codes = {outcome.code for outcome in outcomes}
    return 0 if codes & SEARCHABLE_OUTCOMES and OutcomeCode.STORE_FAILED not in codes else 1


def report(outcomes: list[FileOutcome], *, as_json: bool) -> None:
    """Print the outcome of each file that needs attention and the counts of all."""
    counts = Counter(outcome.code for outcome in outcomes)
    if as_json:
        summary = {code.value: count for code, count in counts.items()}
        print_json({"counts": summary, "files": [asdict(outcome) for outcome in outcomes]})
        return
    attention = sorted((one for one in outcomes if one.reason), key=lambda one: one.code in SEARCHABLE_OUTCOMES)
    for outcome in attention[:QUIET_OUTCOMES_SHOWN]:
        say(f"  {OUTCOME_ZH[outcome.code]}：{on_one_line(outcome.source_uri)} — {on_one_line(outcome.reason)}")
    if len(attention) > QUIET_OUTCOMES_SHOWN:
        say(f"  …… 另有 {len(attention) - QUIET_OUTCOMES_SHOWN} 个，加 --json 查看全部。")
    parts = "，".join(f"{OUTCOME_ZH[code]} {count}" for code, count in counts.most_common())
    say(f"共 {len(outcomes)} 个文件：{parts or '没有找到文件'}。")
    older = sum(outcome.read_by_older for outcome in outcomes)
    if older:
        say(f"其中 {older} 个是旧版解析程序读取的，运行 yubei ingest --again 可用当前版本重新读取。")


def on_one_line(text: str) -> str:
    """Return a text with the line ends that file names may hold made visible."""
    return text.replace("\n", "␊").replace("\r", "␍")
