"""`yubei correct`: show and correct what was read of a document."""

from __future__ import annotations

import argparse

from assistant.commands.options import add_data_option, say, settings_from
from assistant.commands.remove import match
from assistant.corrections import FIELDS, checked_editor, field_named, parse_value, show_value, values_of
from assistant.wiring import Workbench, open_workbench
from kb.catalog.corrections import LASTING_FIELDS
from kb.errors import InputRefused
from kb.records import STATUS_ZH, DocumentSummary

SHOWN_PASSAGE = 40
ACTIONS_ZH = {"correct": "更正", "reset": "恢复为读到的值", "store": "入库", "approve": "审核通过"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei correct`."""
    parser.add_argument("document", metavar="DOCUMENT", help="文档编号、来源路径或完整标题；只给它时列出各字段和出处")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--field", metavar="FIELD", help=f"要更正的字段：{'、'.join(one.label for one in FIELDS)}")
    chosen.add_argument("--reset", metavar="FIELD", help="撤销更正，恢复为从原文读到的值")
    parser.add_argument("--value", metavar="VALUE", help="更正后的值；空字符串表示没有")
    parser.add_argument("--editor", metavar="NAME", default="", help="更正人姓名（更正和恢复时必填）")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show, correct or reset.

    Raises:
        InputRefused: A field, value or name does not fit; nothing was changed.
        DocumentNotFound: None or several documents match.
    """
    writing = options.field is not None or options.reset is not None
    if options.field is not None and options.value is None:
        raise InputRefused("请用 --value 给出更正后的值；要清空就写 --value ''。")
    with open_workbench(settings_from(options), writable=writing, purpose="yubei correct") as workbench:
        summary = match(options.document, workbench.kb.summaries())
        if options.field is not None:
            _correct(workbench, summary, options)
        elif options.reset is not None:
            _reset(workbench, summary, options)
        else:
            _show(workbench, summary)
    return 0


def scope_zh(field: str) -> str:
    """Return for which versions a correction of a field holds."""
    if field in LASTING_FIELDS:
        return "同一来源的文件重新入库或换新版本后，这项更正继续有效"
    return "这项更正只对这一版本有效；重新读取同一文件后仍保留，换成新版本后按新版本的原文读取"


def _correct(workbench: Workbench, summary: DocumentSummary, options: argparse.Namespace) -> None:
    field, editor = field_named(options.field), checked_editor(options.editor)
    before = show_value(field, getattr(summary.metadata, field.name))
    workbench.kb.correct_metadata(summary.document_id, field.name, parse_value(field, options.value), editor)
    after = match(summary.document_id, workbench.kb.summaries())
    say(f"{field.label}：{before or '（空）'} → {show_value(field, getattr(after.metadata, field.name)) or '（空）'}")
    say(f"{scope_zh(field.name)}。")
    _say_standing(summary, after)


def _reset(workbench: Workbench, summary: DocumentSummary, options: argparse.Namespace) -> None:
    field, editor = field_named(options.reset), checked_editor(options.editor)
    workbench.kb.reset_metadata(summary.document_id, field.name, editor)
    after = match(summary.document_id, workbench.kb.summaries())
    say(f"{field.label}已恢复为读到的值：{show_value(field, getattr(after.metadata, field.name)) or '（空）'}")
    _say_standing(summary, after)


def _say_standing(before: DocumentSummary, after: DocumentSummary) -> None:
    changed = "" if before.standing is after.standing else f"（原为{STATUS_ZH[before.standing]}）"
    say(f"今天的效力：{STATUS_ZH[after.standing]}{changed}")


def _show(workbench: Workbench, summary: DocumentSummary) -> None:
    document = workbench.kb.document(summary.document_id)
    spans = dict(document.metadata.sources)
    made = {one.field: one for one in workbench.kb.catalog.corrections_made(summary.document_id, summary.source_uri)}
    say(f"{summary.metadata.title or summary.file_name}（{summary.document_id}，{STATUS_ZH[summary.standing]}）")
    for field, value in values_of(summary.metadata):
        line = f"{field.label}：{show_value(field, value) or '（空）'}"
        if field.name in made:
            one = made[field.name]
            line += f"　[{one.editor} {one.at.astimezone():%Y-%m-%d %H:%M} 更正]"
        elif (span := spans.get(field.name)) is not None:
            passage = " ".join(document.text[span.start : span.end].split())
            line += f"　←“{passage[:SHOWN_PASSAGE]}”"
        say(line)
    for entry in workbench.kb.catalog.history(summary.document_id):
        say(
            f"{entry.at.astimezone():%Y-%m-%d %H:%M} {entry.actor or '-'} {ACTIONS_ZH.get(entry.action, entry.action)} {entry.detail}"
        )
