"""`yubei feedback`: what readers said of answers."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.corrections import checked_editor
from assistant.feedback.remarks import VERDICTS_ZH, as_csv, reason_zh
from kb.catalog import Catalog
from kb.catalog.journal_records import FeedbackRow
from kb.errors import ExportFailed, InputRefused, system_reason

SHOWN = 100
STATES = {"open": False, "done": True, "all": None}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei feedback`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "done", "reopen"),
        default="list",
        help="list 列出（默认）；done 标为已处理；reopen 重新打开",
    )
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="反馈编号（done、reopen 时必填）")
    parser.add_argument(
        "--state", choices=tuple(STATES), default="open", help="open 待处理（默认）、done 已处理、all 全部"
    )
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="把列出的反馈写成表格文件")
    parser.add_argument("--editor", metavar="NAME", default="", help="处理人姓名（done、reopen 时必填）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """List, export or settle.

    Raises:
        InputRefused: No number or name is given, or there is no such entry.
        ExportFailed: The table cannot be written.
    """
    if options.action == "list":
        return _list(options)
    if options.number is None:
        raise InputRefused(f"请给出反馈编号，例如：yubei feedback {options.action} 3 --editor 王编辑。")
    editor = checked_editor(options.editor)
    with Catalog.open(settings_from(options).data_path, writable=True, purpose="yubei feedback") as catalog:
        catalog.journal.settle_feedback(options.number, editor, done=options.action == "done")
    say(f"反馈 {options.number} 已{'标为已处理' if options.action == 'done' else '重新打开'}。")
    return 0


def _list(options: argparse.Namespace) -> int:
    with Catalog.open(settings_from(options).data_path, writable=False) as catalog:
        rows = catalog.journal.feedback(done=STATES[options.state])
    if options.csv is not None:
        _export(rows, options.csv)
    elif options.json:
        print_json([feedback_form(row) for row in rows])
    else:
        for row in rows:
            say(line_of(row))
        say(f"共 {len(rows)} 条。" if rows else "没有反馈。")
    return 0


def line_of(row: FeedbackRow) -> str:
    """Return feedback in one line."""
    said = "：".join(part for part in (VERDICTS_ZH.get(row.verdict, row.verdict), reason_zh(row.reason)) if part)
    done = f"  已处理（{row.done_by}）" if row.done_at else ""
    note = f"  {row.note}" if row.note else ""
    return f"{row.feedback_no}  {row.at.astimezone():%Y-%m-%d %H:%M}  {said}  {row.question}{note}  记录 {row.trace_id}{done}"


def feedback_form(row: FeedbackRow) -> dict[str, object]:
    """Return feedback as printed with --json."""
    return {
        "number": row.feedback_no,
        "at": row.at.isoformat(),
        "verdict": row.verdict,
        "reason": row.reason,
        "note": row.note,
        "question": row.question,
        "trace": row.trace_id,
        "document_id": row.document_id,
        "start": row.start,
        "end": row.end,
        "done_at": row.done_at.isoformat() if row.done_at else None,
        "done_by": row.done_by,
    }


def _export(rows: list[FeedbackRow], target: Path) -> None:
    try:
        target.write_text(as_csv(rows), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ExportFailed(f"反馈没有写到 {target}：{system_reason(error)}。请换一个可写的位置后重试。") from error
    say(f"{len(rows)} 条反馈已写到 {target}。")
