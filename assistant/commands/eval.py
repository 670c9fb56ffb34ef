"""`yubei eval`: the product measured on questions with known answers, or on a set of judged passages."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from, warn, warn_of
from assistant.commands.progress_bar import ProgressBar
from assistant.evaluation.passage_run import passage_figures
from assistant.evaluation.passage_sets import read_set
from assistant.evaluation.question_files import read_questions, sample_questions
from assistant.evaluation.question_run import ask_all
from assistant.evaluation.report import all_figures, passage_lines, question_form, question_lines, wrong_lines
from assistant.evaluation.thresholds import THRESHOLDS, Threshold, require_measurable, shortfalls
from assistant.wiring import open_workbench
from kb.encoders import open_encoder
from kb.errors import InputRefused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei eval`."""
    parser.add_argument(
        "--questions",
        type=Path,
        metavar="FILE",
        help="题目文件（.xlsx、.csv、.jsonl；列：问题、答案、匹配、文档、原文），默认为源码目录里的示例题库",
    )
    parser.add_argument("--wrong", action="store_true", help="列出答错的题")
    parser.add_argument("--corpus", type=Path, metavar="C.jsonl", help="段落集：段落，每行 {id, title, text}")
    parser.add_argument("--queries", type=Path, metavar="Q.jsonl", help="段落集：问题，每行 {id, text}")
    parser.add_argument("--qrels", type=Path, metavar="R.tsv", help="段落集：判断，每行 问题编号、段落编号、分值")
    for one in THRESHOLDS:
        relation = "高于" if one.most else "低于"
        parser.add_argument(one.option, type=limit, metavar="X", help=f"{one.label}{relation} X 时以 1 退出")
    add_data_option(parser)
    add_json_option(parser)


def limit(text: str) -> float:
    """Parse 0.9 or 90% for argparse."""
    try:
        value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} 不是数值，请写成 0.9 或 90% 这样的形式")
    return value


def run(options: argparse.Namespace) -> int:
    """Measure and print; exit code 1 when a figure misses the limit given for it."""
    limits = limits_of(options)
    if options.corpus or options.queries or options.qrels:
        missed = rank_passages(options, limits)
    else:
        missed = ask_questions(options, limits)
    for sentence in missed:
        warn(sentence)
    return 1 if missed else 0


def limits_of(options: argparse.Namespace) -> dict[Threshold, float]:
    """Return the limits that were given.

    Raises:
        InputRefused: A share above 1 was asked for, which nothing reaches.
    """
    given = {one: getattr(options, one.option[2:].replace("-", "_")) for one in THRESHOLDS}
    limits = {one: value for one, value in given.items() if value is not None}
    for one, value in limits.items():
        if value > 1 and one.key != "p95_ms":
            raise InputRefused(f"{one.option} 的值 {value:g} 大于 1。请写成 0.9 或 90% 这样的形式。")
    return limits


def ask_questions(options: argparse.Namespace, limits: dict[Threshold, float]) -> list[str]:
    """Ask a base every question, print the result and return what falls short."""
    questions = read_questions(options.questions or sample_questions())
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        with ProgressBar(enabled=sys.stderr.isatty()) as bar:
            result = ask_all(workbench, questions, bar.counter("评测", "题"))
    if options.json:
        print_json(question_form(result))
    else:
        for line in [*question_lines(result), *(["", *wrong_lines(result)] if options.wrong else [])]:
            say(line)
    return shortfalls(all_figures(result), limits)


def rank_passages(options: argparse.Namespace, limits: dict[Threshold, float]) -> list[str]:
    """Rank a passage set in a temporary base, print the result and return what falls short."""
    if not (options.corpus and options.queries and options.qrels):
        raise InputRefused("评测段落集要同时给出 --corpus、--queries 和 --qrels 三个文件。")
    if options.questions:
        raise InputRefused("--questions 与 --corpus 是两种评测，请分开运行。")
    require_measurable(limits)
    found = read_set(options.corpus, options.queries, options.qrels)
    encoder = open_encoder(settings_from(options))
    with ProgressBar(enabled=sys.stderr.isatty()) as bar:
        figures = passage_figures(found, encoder, bar.counter("段落入库", "段"), bar.counter("提问", "个"))
    if options.json:
        print_json(figures)
    else:
        for line in passage_lines(figures):
            say(line)
    return shortfalls(figures, limits)
