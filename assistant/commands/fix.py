"""`yubei fix`: answers that an editor fixed to words of a document."""

from __future__ import annotations

import argparse

from assistant.answering.fixed_answers import FixedAnswers
from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.corrections import checked_editor
from assistant.feedback.fixing import fix_answer
from assistant.wiring import Workbench, open_workbench
from kb.catalog.journal_records import FixedRow
from kb.errors import InputRefused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei fix`."""
    parser.add_argument(
        "questions", nargs="*", metavar="QUESTION", help="要核定的问题，可给出几种问法；不给则列出核定回答"
    )
    parser.add_argument("--document", metavar="DOCUMENT", help="依据的文档：编号或完整标题（须现行有效）")
    parser.add_argument("--quote", metavar="TEXT", help="作为回答的原文字句，须与文档一字不差且只出现一次")
    parser.add_argument("--remove", type=int, metavar="NUMBER", help="撤销一条核定回答")
    parser.add_argument("--editor", metavar="NAME", default="", help="核定人姓名（核定和撤销时必填）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """List, fix or take back.

    Raises:
        InputRefused: Something is missing or does not fit; nothing was changed.
        DocumentNotFound: No document in force, or more than one, is meant.
    """
    writing = bool(options.questions) or options.remove is not None
    if options.questions and not (options.document and options.quote):
        raise InputRefused("核定回答要同时给出 --document 文档和 --quote 原文字句。")
    editor = checked_editor(options.editor) if writing else ""
    with open_workbench(settings_from(options), writable=writing, purpose="yubei fix") as workbench:
        if options.remove is not None:
            workbench.kb.catalog.journal.remove_fixed(options.remove, editor)
            say(f"核定回答 {options.remove} 已撤销。")
        elif options.questions:
            number = fix_answer(workbench.kb, options.questions, options.document, options.quote, editor)
            say(f"已核定，编号 {number}。以后这样问，先给出这段原文并注明“编辑核定”。")
        else:
            _list(workbench, as_json=options.json)
    return 0


def _list(workbench: Workbench, *, as_json: bool) -> None:
    told = FixedAnswers(workbench.kb).stale()
    titles = {one.document_id: one.metadata.title for one in workbench.kb.summaries()}
    if as_json:
        print_json([fixed_form(row, titles.get(row.document_id, ""), why) for row, why in told])
        return
    for row, why in told:
        state = f"停用：{why}" if why else "有效"
        title = titles.get(row.document_id, row.document_id[:8])
        say(f"{row.fixed_no}  [{state}]  {'／'.join(row.questions)}  →《{title}》“{row.quote[:60]}”  {row.editor}")
    if not told:
        say("还没有核定回答。")


def fixed_form(row: FixedRow, title: str, why: str) -> dict[str, object]:
    """Return a fixed answer as printed with --json; `stale` says why it is not served."""
    return {
        "number": row.fixed_no,
        "questions": list(row.questions),
        "document_id": row.document_id,
        "document_title": title,
        "start": row.start,
        "end": row.end,
        "quote": row.quote,
        "editor": row.editor,
        "at": row.at.isoformat(),
        "stale": why,
    }
