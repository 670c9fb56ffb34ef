"""`yubei compare`: two versions clause by clause, or a plan beside the superior plan and the law."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from assistant.checking.reading import read_document
from assistant.commands.check import CATALOGUE, stored
from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.comparing.export_docx import write_comparison, write_superior
from assistant.comparing.export_xlsx import write_comparison_workbook, write_superior_workbook
from assistant.comparing.impact import impact_of
from assistant.comparing.json_shape import comparison_form, superior_form
from assistant.comparing.superior import compare_with_superior
from assistant.comparing.versions import compare_versions
from assistant.comparing.wording import comparison_lines, superior_lines
from assistant.wiring import Workbench, open_workbench
from kb.errors import InputRefused
from kb.records import Document
from kb.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei compare`."""
    parser.epilog = (
        "逐条对照两个版本：修改、新增、删除、移动、拆分、合并、仅编号变化；改动标明是时限、数值、级别、电话、责任主体还是措辞，"
        "并列出依据这些条款的处置卡、试题、草案和核定回答。--superior 把一份预案与上位预案、法律法规对照。文件或知识库中的文档都可以。"
    )
    parser.add_argument("old", nargs="?", metavar="OLD", help="旧文件：路径，或知识库中文档的编号、标题")
    parser.add_argument("new", nargs="?", metavar="NEW", help="新文件：路径，或知识库中文档的编号、标题")
    parser.add_argument("--superior", default="", metavar="DOCUMENT", help="把这份预案与上位预案、法律法规对照")
    parser.add_argument("--with", dest="above", default="", metavar="DOCUMENT", help="只与这一份上位文件对照")
    parser.add_argument("--docx", type=Path, metavar="OUT", help="导出为 Word 对照表")
    parser.add_argument("--xlsx", type=Path, metavar="OUT", help="导出为 Excel 对照表")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Compare, print and export; exit code 0 whatever was found."""
    both = bool(options.old) and bool(options.new)
    if both == bool(options.superior) or (options.superior and options.old) or (options.above and not options.superior):
        raise InputRefused(
            "请给出旧、新两份文件（yubei compare 旧 新），或用 --superior 指定一份要与上位文件对照的预案（二者选一）。"
        )
    settings = settings_from(options)
    with _opened(settings, needed=bool(options.superior)) as workbench:
        if options.superior:
            _superior(options, workbench)
        else:
            _versions(options, workbench)
    return 0


def _opened(settings: Settings, *, needed: bool) -> AbstractContextManager[Workbench | None]:
    return open_workbench(settings) if needed or (settings.data_path / CATALOGUE).is_file() else nullcontext()


def _versions(options: argparse.Namespace, workbench: Workbench | None) -> None:
    old, new = named_document(workbench, options.old), named_document(workbench, options.new)
    comparison = compare_versions(old, new)
    impacts = impact_of(workbench.kb, comparison) if workbench else ()
    if options.json:
        print_json(comparison_form(comparison, impacts))
    else:
        say("\n".join(comparison_lines(comparison, impacts)))
    # Last: a file that cannot be written takes nothing away from what was printed.
    if options.docx:
        write_comparison(comparison, impacts, options.docx)
    if options.xlsx:
        write_comparison_workbook(comparison, impacts, options.xlsx)
    _exported(options)


def _superior(options: argparse.Namespace, workbench: Workbench | None) -> None:
    if workbench is None:
        raise InputRefused("没有打开知识库。请用 --data 指定数据目录。")
    above = named_document(workbench, options.above) if options.above else None
    comparison = compare_with_superior(workbench.kb, named_document(workbench, options.superior), above)
    if options.json:
        print_json(superior_form(comparison))
    else:
        say("\n".join(superior_lines(comparison)))
    if options.docx:
        write_superior(comparison, options.docx)
    if options.xlsx:
        write_superior_workbook(comparison, options.xlsx)
    _exported(options)


def named_document(workbench: Workbench | None, name: str) -> Document:
    """Return a file read without storing it, or the stored document that is called so.

    Raises:
        InputRefused: There is neither a file nor a document of this name, or there are several documents.
        FileRefused: The file cannot be read.
    """
    path = Path(name)
    if path.is_file():
        return read_document(path)
    if workbench is None:
        raise InputRefused(f"找不到文件 {name}，也没有打开知识库。请检查路径，或用 --data 指定数据目录。")
    return stored(workbench, name)


def _exported(options: argparse.Namespace) -> None:
    for path in (options.docx, options.xlsx):
        if path and not options.json:
            say(f"已导出：{path}")
