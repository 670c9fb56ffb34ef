"""`yubei draft`: a plan or a report of an event, filled from the base, everything else a blank."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from assistant.commands.ask import citation_line
from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from, warn_of
from assistant.drafting.drafter import draft_plan
from assistant.drafting.json_shape import draft_form
from assistant.drafting.layouts import all_layouts
from assistant.drafting.printing import official_document
from assistant.drafting.records import PlanDraft
from assistant.drafting.report_forms import all_forms, audiences, form_called
from assistant.drafting.reports import DEFAULT_AUDIENCE, draft_report
from assistant.drafting.wording import draft_lines
from assistant.official_documents.docx_writer import write_document
from assistant.wiring import open_workbench
from kb.errors import InputRefused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei draft`."""
    parser.epilog = (
        "按该类文档的检查表列出章节，只引入知识库里有来源的原文（本单位的现行文件优先，其他单位的只作参考），其余写成"
        "【待补充：什么内容，来自哪类资料】。首报、续报、终报只填 --value 给出的内容，不作推测。"
    )
    parser.add_argument(
        "--type", default="", metavar="TYPE", help="类型，如 现场处置方案、gov_special、首报；--list 列出全部"
    )
    parser.add_argument("--topic", default="", help="主题，如 液氨泄漏")
    parser.add_argument("--unit", default="", help="单位，如 临澜恒泰化工有限公司")
    parser.add_argument("--section", action="append", default=[], metavar="名称", help="只起草这一节，可多次给出")
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="项=值",
        help="报告里已知的内容，可多次给出，如 事发时间=2026-03-01 14:30",
    )
    parser.add_argument(
        "--audience",
        default=DEFAULT_AUDIENCE,
        metavar="单位类型",
        help=f"报告由谁报：{'、'.join(audiences().values())}",
    )
    parser.add_argument("--list", action="store_true", help="列出可以起草的类型")
    parser.add_argument("--docx", type=Path, metavar="FILE", help="导出为 Word 文件（公文格式）")
    parser.add_argument("--clean", action="store_true", help="Word 文件不带起草说明和来源编号")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, print and, when asked for, export."""
    if options.list:
        print_types()
        return 0
    if not options.type:
        raise InputRefused("请用 --type 写出类型，用 --list 查看可以起草的类型。")
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        if form_called(options.type):
            values = values_from(options.value)
            draft = draft_report(
                workbench.kb, options.type, options.topic, options.unit, audience=options.audience, values=values
            )
        else:
            draft = draft_plan(workbench.kb, options.type, options.topic, options.unit, options.section)
    write_out(draft, options)
    return 0


def write_out(draft: PlanDraft, options: argparse.Namespace) -> None:
    """Export and print a draft as the options ask."""
    if options.json:
        print_json(draft_form(draft))
    else:
        for line in draft_lines(draft):
            say(line)
        for citation in draft.citations:
            say(citation_line(citation))
    # Last: a file that cannot be written takes nothing away from what was printed.
    if options.docx:
        write_document(official_document(draft, with_note=not options.clean), options.docx)
        if not options.json:
            say(f"已导出：{options.docx}")


def values_from(given: Sequence[str]) -> dict[str, str]:
    """Return 项=值 pairs.

    Raises:
        InputRefused: One has no sign of equality, or is given twice.
    """
    values: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise InputRefused(f"“{one}”不是 项=值 的写法，例如 --value 事发时间=2026-03-01 14:30。")
        if name.strip() in values:
            raise InputRefused(f"“{name.strip()}”给了两次，请只给一次。")
        values[name.strip()] = value
    return values


def print_types() -> None:
    """Print what can be drafted."""
    for layout in all_layouts():
        say(f"{layout.checklist.checklist_id:<24}{layout.name}（{len(layout.checklist.elements)}项要素）")
    for form in all_forms():
        say(f"{form.form_id:<24}{form.name}（突发事件信息报告）")
