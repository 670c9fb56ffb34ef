"""`yubei ask`: one question, or a file of questions."""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import get_terminal_size

from assistant.answering.forms.merging import side_text
from assistant.commands.columns import columns
from assistant.commands.options import (
    add_as_of_option,
    add_data_option,
    add_json_option,
    print_json,
    say,
    settings_from,
    warn_of,
)
from assistant.conflicts.wording import conflict_lines
from assistant.json_forms import answer_form
from assistant.records import Answer, Citation
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.records import EVERY_VERSION, STATUS_ZH, Filters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei ask`."""
    parser.add_argument("question", nargs="?", help="问题")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help='批量提问：每行 {"id","question"}')
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="批量回答写到这里，每行一个回答")
    parser.add_argument("--all-versions", action="store_true", help="也查被替代、已废止的版本（会标明）")
    parser.add_argument("--approved-only", action="store_true", help="只用已审核的文档，一份未审核的也不用")
    add_as_of_option(parser)
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Answer; exit code 0 also for 未找到依据, which is an answer."""
    if bool(options.batch) != bool(options.out):
        raise InputRefused("批量提问要同时给出 --batch 输入文件和 --out 输出文件。")
    if not options.batch and options.question is None:
        raise InputRefused('请给出问题，例如：yubei ask "二级响应由谁批准"；或用 --batch 批量提问。')
    filters = filters_from(options)
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        if options.batch:
            from assistant.commands.batch import answer_batch

            return answer_batch(workbench.answerer, options.batch, options.out, filters)
        answer = workbench.answerer.answer(options.question, filters=filters)
    if options.json:
        print_json(answer_form(answer))
    else:
        print_answer(answer)
    return 0


def filters_from(options: argparse.Namespace) -> Filters:
    """Return the filters that the options ask for."""
    standings = EVERY_VERSION if options.all_versions else Filters().standings
    return Filters(as_of=options.as_of, standings=standings, approved_only=options.approved_only)


def print_answer(answer: Answer) -> None:
    """Print an answer with its citations for a terminal."""
    generated = "大模型措辞，已逐句核对依据" if answer.generated else ""
    for mark in (generated, "最接近的条文" if answer.closest else "", answer.notice):
        if mark:
            say(f"〔{mark}〕")
    if answer.sides:
        say(columns([side_text(side) for side in answer.sides], get_terminal_size().columns))
    else:
        say(answer.text)
    if answer.missing:
        say(f"说明：{answer.missing}")
    for conflict in answer.conflicts:
        say("\n".join(conflict_lines(conflict)))
    for citation in answer.citations:
        say(citation_line(citation))
    print_nearest(answer)


def print_nearest(answer: Answer) -> None:
    """Print what comes nearest to a question that is not answered."""
    if answer.nearest:
        say("最接近的段落：")
    for evidence in answer.nearest:
        path = " › ".join(evidence.chunk.heading_path)
        mark = "" if evidence.document.approved else "（未审核）"
        say(f"  《{evidence.document.metadata.title}》{mark}{path}：{evidence.chunk.text[:80]}")


def citation_line(citation: Citation) -> str:
    """Return one line: [n]《title》文号 path, page, standing, whether approved and recognised from an image, quote."""
    page = f" 第{citation.page}页" if citation.page else ""
    number = f"（{citation.document_number}）" if citation.document_number else ""
    path = " › ".join(citation.heading_path)
    standing = (
        (f"{citation.edition}，" if citation.edition else "")
        + STATUS_ZH[citation.status]
        + ("" if citation.approved else "；未审核")
    )
    standing += "；识别文字，请核对原件" if citation.confidence is not None else ""
    return f"[{citation.marker}]《{citation.document_title}》{number}{path}{page}（{standing}）「{citation.quote}」"
