"""`yubei approve`: which uploads wait for an editor, and who approves them."""

from __future__ import annotations

import argparse

from assistant.commands.options import add_data_option, say, settings_from
from assistant.commands.remove import match
from assistant.corrections import checked_editor
from assistant.wiring import Workbench, open_workbench
from ingest.product_note import product_note, twin_note
from kb.errors import InputRefused
from kb.records import STATUS_ZH, DocumentSummary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei approve`."""
    parser.add_argument(
        "documents", nargs="*", metavar="DOCUMENT", help="文档编号、来源路径或完整标题；不给时列出等待审核的文档"
    )
    parser.add_argument("--editor", metavar="NAME", default="", help="审核人姓名（审核时必填）")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """List what waits, or approve.

    Raises:
        InputRefused: No name is given to sign with; nothing was changed.
        DocumentNotFound: None or several documents match; nothing was changed.
    """
    if options.documents and not options.editor.strip():
        raise InputRefused("请用 --editor 写明审核人姓名，以便日后核对是谁审核的。")
    with open_workbench(settings_from(options), writable=bool(options.documents), purpose="yubei approve") as workbench:
        if options.documents:
            approve(workbench, options.documents, checked_editor(options.editor))
        else:
            show_waiting(workbench)
    return 0


def approve(workbench: Workbench, names: list[str], editor: str) -> None:
    """Approve documents; a name that matches nothing stops before anything is changed."""
    summaries = workbench.kb.summaries()
    for summary in [match(name, summaries) for name in names]:
        if summary.approved:
            say(f"《{title_of(summary)}》此前已审核。")
            continue
        workbench.kb.approve(summary.document_id, editor)
        after = match(summary.document_id, workbench.kb.summaries())
        note = twin_note(workbench.kb.twins_of(summary.document_id), approved=True)
        note += product_note(workbench.kb.stale_with(summary.document_id))
        say(f"《{title_of(summary)}》已审核通过（{editor}），今天的效力：{STATUS_ZH[after.standing]}。{note}")


def show_waiting(workbench: Workbench) -> None:
    """Print one line per document that nobody has approved."""
    waiting = [one for one in workbench.kb.summaries() if not one.approved]
    for one in waiting:
        say(f"{one.document_id}  《{title_of(one)}》  {one.source_uri}  {one.ingested_at.astimezone():%Y-%m-%d %H:%M}")
    say(f"共 {len(waiting)} 份文档等待审核。" if waiting else "没有等待审核的文档。")


def title_of(summary: DocumentSummary) -> str:
    """Return what a person calls the document."""
    return summary.metadata.title or summary.file_name
