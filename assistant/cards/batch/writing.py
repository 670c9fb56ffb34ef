"""Write a set of cards to a folder, or to one archive of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cards.batch.gaps import write_gap_table
from assistant.cards.export_docx import write_card
from assistant.cards.layout import card_title
from assistant.cards.printing.naming import file_name
from assistant.cards.printing.shapes import Shape
from assistant.cards.printing.standing import NOT_KEPT, Standing
from assistant.cards.printing.typeset import write_pdf
from assistant.exporting import write_whole
from assistant.records import Card
from kb.errors import ExportFailed, system_reason

GAP_FILE = "缺项表.xlsx"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same set gives the same archive
Standings = Callable[[Card], Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSet:
    """What was written.

    Attributes:
        files: In the order of the cards, the table of gaps last.
        notes: One sentence for each file that takes more sides than its shape should.
    """

    files: tuple[Path, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetForm:
    """How the cards of a set are printed.

    Attributes:
        standing_of: How far each card is; of a fresh draft nothing is kept.
    """

    shape: Shape
    word: bool = True
    pdf: bool = False
    standing_of: Standings = lambda _: NOT_KEPT
    page_url: str = ""


def write_set(cards: Sequence[Card], folder: Path, form: SetForm) -> Iterator[WrittenSet]:
    """Write every card and at the end the table of gaps; existing files of the same names are replaced.

    Yields:
        What was written so far, after each card and after the table.

    Raises:
        ExportFailed: The folder or a file cannot be written, or PDF is asked for where there is no Chinese font.
    """
    make_folder(folder)
    files: list[Path] = []
    notes: list[str] = []
    for number, card in enumerate(cards, start=1):
        name = f"{number:02d}_{file_name(card_title(card))}"
        for wanted, suffix, write in ((form.word, ".docx", write_card), (form.pdf, ".pdf", write_pdf)):
            if wanted:
                path = folder / f"{name}{suffix}"
                pages = write(card, path, form.shape, form.standing_of(card), form.page_url)
                files.append(path)
                notes += [f"{path.name}：{pages.note}"] if pages.note else []
        yield WrittenSet(files=tuple(files), notes=tuple(notes))
    write_gap_table(cards, folder / GAP_FILE)
    yield WrittenSet(files=(*files, folder / GAP_FILE), notes=tuple(notes))


def make_folder(folder: Path) -> None:
    """Make the folder for a set.

    Raises:
        ExportFailed: It cannot be made, or a file stands in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportFailed(f"文件夹 {folder} 建不了：{system_reason(error)}。请换一个可写的位置。") from error


def write_archive(files: Sequence[Path], path: Path) -> None:
    """Put the files of a set into one zip archive.

    Raises:
        ExportFailed: The archive cannot be written.
    """

    def fill(draft: Path) -> None:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.writestr(zipfile.ZipInfo(file.name, FIXED_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED)

    write_whole(path, "整套处置卡", fill)
