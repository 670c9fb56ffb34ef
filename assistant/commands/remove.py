"""`yubei remove`: take documents out of the base and of every index."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from assistant.commands.options import add_data_option, say, settings_from
from assistant.wiring import open_workbench
from ingest.product_note import product_note
from kb.errors import DocumentNotFound
from kb.records import DocumentSummary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei remove`."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="文档编号、来源路径或完整标题")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Remove; a name that matches nothing stops before anything is removed."""
    with open_workbench(settings_from(options), writable=True, purpose="yubei remove") as workbench:
        summaries = workbench.kb.summaries()
        chosen = [match(name, summaries) for name in options.names]
        for document in chosen:
            workbench.kb.remove_document(document.document_id)
            note = product_note(workbench.kb.stale_with(document.document_id))
            say(f"已删除《{document.metadata.title}》（{document.source_uri}）{note}")
        workbench.kb.sync()
    return 0


def match(name: str, summaries: list[DocumentSummary]) -> DocumentSummary:
    """Return the one document that `name` stands for.

    Raises:
        DocumentNotFound: None or several match.
    """
    path = Path(os.path.abspath(name)).as_posix()  # noqa: PTH100 - removes "..", unlike Path.absolute
    found = [summary for summary in summaries if summary.source_uri in (name, path) or summary.document_id == name]
    found = found or [summary for summary in summaries if name in (summary.metadata.title, summary.file_name)]
    if len(found) != 1:
        hint = "没有这样的文档" if not found else f"有 {len(found)} 份文档同名，请改用来源路径或编号"
        raise DocumentNotFound(f"{name!r}：{hint}。可用 yubei stats --json 查看清单。")
    return found[0]
