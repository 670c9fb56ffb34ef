"""`yubei check`: completeness and text faults of a plan, from a file or from the base."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from assistant.checking.checker import check_document, stale_titles
from assistant.checking.checklists import checklists_called
from assistant.checking.export_docx import write_report
from assistant.checking.export_xlsx import write_workbook
from assistant.checking.json_shape import report_form
from assistant.checking.reading import read_document
from assistant.checking.records import CheckReport
from assistant.checking.wording import report_lines
from assistant.commands.conflicts import documents_called
from assistant.commands.options import (
    add_as_of_option,
    add_data_option,
    add_json_option,
    print_json,
    say,
    settings_from,
)
from assistant.wiring import Workbench, open_workbench
from kb.errors import InputRefused
from kb.records import Document

CATALOGUE = "yubei.db"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei check`."""
    parser.epilog = (
        "对照该类预案的检查表逐项给出 具备/部分具备/缺少/不适用 和依据条款，并检查责任主体、时限、模糊用语、分级空档与重叠、"
        "宽于法定的时限、电话、失效的编制依据、机构旧称、编号和引用。结果供人核对，程序不改文件。"
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="要检查的文件（不入库）")
    parser.add_argument("--document", default="", metavar="ID", help="检查知识库中的文档：编号或标题的一部分")
    parser.add_argument(
        "--type", default="", metavar="TYPE", help="类型，如 综合应急预案、现场处置方案、gov_special；不给时由标题判断"
    )
    parser.add_argument("--simplified", action="store_true", help="本单位安全风险单一、危险性小：可以简化的要素不判缺")
    parser.add_argument("--docx", type=Path, metavar="OUT", help="导出为 Word 文件")
    parser.add_argument("--xlsx", type=Path, metavar="OUT", help="导出为 Excel 文件")
    add_as_of_option(parser)
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Check, print and export; exit code 0 whatever was found."""
    if bool(options.file) == bool(options.document):
        raise InputRefused("请给出一个要检查的文件，或用 --document 指定知识库中的一份文档（二者选一）。")
    checklists = checklists_called(options.type) if options.type else ()
    today = options.as_of or date.today()
    settings = settings_from(options)
    needed = options.document or (settings.data_path / CATALOGUE).is_file()
    with open_workbench(settings) if needed else nullcontext() as workbench:
        document = read_document(options.file) if options.file else stored(workbench, options.document)
        stale = stale_titles(workbench.kb.summaries(today)) if workbench else {}
    report = check_document(document, checklists=checklists, today=today, stale=stale, simplified=options.simplified)
    write_out(report, options)
    return 0


def stored(workbench: Workbench | None, name: str) -> Document:
    """Return the one document of the base that is called so.

    Raises:
        InputRefused: None or several are called so.
    """
    if workbench is None:
        raise InputRefused("没有打开知识库。请用 --data 指定数据目录。")
    found = documents_called(workbench.kb, name)
    if len(found) > 1:
        titles = [f"{one}（{workbench.kb.document(one).metadata.title}）" for one in found[:5]]
        raise InputRefused(f"有{len(found)}份文档符合“{name}”：{'、'.join(titles)}。请写出编号。")
    return workbench.kb.document(found[0])


def write_out(report: CheckReport, options: argparse.Namespace) -> None:
    """Export and print a report as the options ask."""
    if options.json:
        print_json(report_form(report))
    else:
        for line in report_lines(report):
            say(line)
    # Last: a file that cannot be written takes nothing away from what was printed.
    if options.docx:
        write_report(report, options.docx)
    if options.xlsx:
        write_workbook(report, options.xlsx)
    if options.json:
        return
    for path in (options.docx, options.xlsx):
        if path:
            say(f"已导出：{path}")
