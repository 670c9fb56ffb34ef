"""The files of one card on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cards.export_docx import write_card
from assistant.cards.layout import FIELD_TITLES, card_title
from assistant.cards.printing.outcome import Pages
from assistant.cards.printing.shapes import Shape
from assistant.cards.printing.standing import STATE_NOTE, Standing
from assistant.cards.printing.typeset import write_pdf
from assistant.cards.qr_code import code_content
from assistant.cards.word_templates import LISTS, fill_template
from assistant.records import Card
from kb.errors import InputRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFiles:
    """Which files are asked for."""

    shape: Shape
    word: Path | None
    pdf: Path | None
    template: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """One file that was written; `sides` is 0 where the template of the user sets the pages."""

    path: Path
    sides: int = 0
    note: str = ""


def wanted_files(options: argparse.Namespace) -> WantedFiles:
    """Return what is asked for.

    Raises:
        InputRefused: --docx or --pdf comes without a file name, or --template without --docx.
    """
    for name in ("docx", "pdf"):
        if getattr(options, name) == "":
            raise InputRefused(f"--{name} 后面要写文件名，如 --{name} 处置卡.{name}；只有成套编卡（--all）不写。")
    if options.template and not options.docx:
        raise InputRefused("用模板（--template）时，请用 --docx FILE 写明导出到哪个文件。")
    word, pdf = (Path(value) if value else None for value in (options.docx, options.pdf))
    return WantedFiles(shape=options.shape, word=word, pdf=pdf, template=options.template)


def export(card: Card, standing: Standing, wanted: WantedFiles, page_url: str) -> tuple[WrittenFile, ...]:
    """Write the files; the guard has the last word in each of them.

    Raises:
        ExportFailed: A file cannot be written.
        InputRefused: The template cannot be used.
    """
    files: list[WrittenFile] = []
    if wanted.word and wanted.template:
        filled = fill_template(card, wanted.template, wanted.word, standing, page_url)
        files.append(WrittenFile(path=wanted.word, note=unplaced_note(filled.unplaced)))
    elif wanted.word:
        files.append(_written(wanted.word, write_card(card, wanted.word, wanted.shape, standing, page_url)))
    if wanted.pdf:
        files.append(_written(wanted.pdf, write_pdf(card, wanted.pdf, wanted.shape, standing, page_url)))
    return tuple(files)


def _written(path: Path, pages: Pages) -> WrittenFile:
    return WrittenFile(path=path, sides=pages.sides, note=pages.note)


def unplaced_note(names: Sequence[str]) -> str:
    """Return the sentence about fields that a template has no place for; "" when it has all."""
    if not names:
        return ""
    titles = "、".join(f"{FIELD_TITLES[LISTS[name]].removeprefix('✕ ')}（{name}）" for name in names)
    return f"模板里没有这些字段的位置，导出的文件里没有它们：{titles}。"


def printing_form(card: Card, standing: Standing, files: Sequence[WrittenFile], page_url: str) -> dict[str, object]:
    """Return what `yubei card --json` says besides the card: title, state, code and files."""
    return {
        "title": card_title(card),
        "state": standing.state.value,
        "state_text": STATE_NOTE[standing.state],
        "card_id": standing.card_id,
        "version": standing.version,
        "reviewed_by": standing.reviewed_by,
        "approved_by": standing.approved_by,
        "approved_on": standing.approved_on.isoformat() if standing.approved_on else None,
        "review_on": standing.review_on.isoformat() if standing.review_on else None,
        "code": code_content(card, standing, page_url),
        "files": [{"path": str(one.path), "sides": one.sides, "note": one.note} for one in files],
    }
