"""`yubei conflicts`: sources in force that disagree, for editors."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from, warn, warn_of
from assistant.commands.progress_bar import ProgressBar
from assistant.conflicts.json_shape import conflict_form
from assistant.conflicts.scanning import ConflictScan
from assistant.conflicts.wording import conflict_lines
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei conflicts`."""
    parser.epilog = (
        "逐条比较现行有效的文件：同一事项的时限、数值、金额、级别、电话、责任主体、步骤先后和安全要求不一致的，"
        "并列列出并注明上位、施行先后、专项与一般，由人决定；程序不替人取舍。"
    )
    parser.add_argument(
        "--document", default="", metavar="标题", help="只列涉及这份文件的（标题或文件编号，可只写一部分）"
    )
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """List the conflicts; exit code 0 whether there are any or not."""
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        chosen = documents_called(workbench.kb, options.document)
        with ProgressBar(enabled=sys.stderr.isatty()) as bar:
            found = list(ConflictScan(workbench.kb).run(chosen, bar.counter("比较", "份")))
    if options.json:
        print_json([conflict_form(conflict) for conflict in found])
        return 0
    for conflict in found:
        say("\n".join(conflict_lines(conflict)))
    warn(f"共 {len(found)} 处不一致。" if found else "没有发现不一致。")
    return 0


def documents_called(kb: KnowledgeBase, name: str) -> tuple[str, ...]:
    """Return the ids of the documents with a title or id that holds the name; () for no name.

    Raises:
        InputRefused: No document is called so.
    """
    if not name:
        return ()
    wanted = name.strip("《》 ")
    found = tuple(
        one.document_id
        for one in kb.summaries()
        if wanted in one.metadata.title or wanted in one.file_name or one.document_id.startswith(wanted)
    )
    if not found:
        raise InputRefused(f"知识库中没有标题含“{wanted}”的文件。用 yubei stats 查看有哪些文件。")
    return found
