"""Print every card of one plan in every shape as PDF and as Word and look at the pages: none cut off, no text missing.

    python -m benchmarks.card_pages_check --data DIR --document "临澜恒泰化工有限公司现场处置方案"

A page is cut off when a letter stands outside it; a text is missing when its letters do not stand in the text of the
pages, in order. Word files are rendered by LibreOffice; without it they are left out, and the count says so. The exit
status is 1 when anything is cut off or missing, or when a Word file takes other pages than reckoned.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.cards.batch.sets import drafted, planned_set
from assistant.cards.export_docx import write_card
from assistant.cards.printing.content import PrintedCard, printed
from assistant.cards.printing.shapes import Shape
from assistant.cards.printing.typeset import write_pdf
from assistant.commands.remove import match
from assistant.records import Card
from assistant.wiring import open_workbench
from kb.settings import load_settings

NUMERALS = re.compile("[Ⅰ-Ⅻ]")
SLACK = 0.5  # points that the ink of a letter may reach over the edge of its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One file that was printed, with the pages reckoned or measured while writing it."""

    card: Card
    shape: Shape
    kind: str
    path: Path
    sides: int


def main() -> int:
    """Print the counts; return 1 when a card is not whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--document", default="临澜恒泰化工有限公司现场处置方案")
    parser.add_argument("--keep", type=Path, help="where the files stay to be looked at")
    options = parser.parse_args()
    with open_workbench(load_settings(data_path=options.data)) as workbench:
        wanted = planned_set(workbench.kb, match(options.document, workbench.kb.summaries()).document_id)
        cards = list(drafted(workbench.card_drafter, wanted))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        files = [
            one
            for shape in Shape
            for number, card in enumerate(cards)
            for one in print_card(card, shape, folder, number)
        ]
        seconds = time.perf_counter() - started
        return report(cards, files, folder, seconds)


def print_card(card: Card, shape: Shape, folder: Path, number: int) -> list[Printed]:
    """Write one card in one shape, as PDF and as Word."""
    name = f"{number:02d}_{shape.value}"
    pdf, word = folder / f"{name}.pdf", folder / f"{name}_word.docx"
    return [
        Printed(card=card, shape=shape, kind="PDF", path=pdf, sides=write_pdf(card, pdf, shape).sides),
        Printed(card=card, shape=shape, kind="Word", path=word, sides=write_card(card, word, shape).sides),
    ]


def report(cards: list[Card], files: list[Printed], folder: Path, seconds: float) -> int:
    """Look at every file and print the counts."""
    rendered = convert(files, folder)
    pages: Counter[tuple[str, str, int]] = Counter()
    cut = missing = unlike = looked = texts = 0
    for one in files:
        path = one.path if one.kind == "PDF" else rendered.get(one.path)
        if path is None:
            continue
        looked += 1
        found, outside, count = read_pages(path)
        expected = texts_of(printed(one.card))
        texts += len(expected)
        lost = [text for text in expected if not in_order(text, found)]
        if lost or outside or count != one.sides:
            print(
                f"  {path.name}: {outside} letters outside, {len(lost)} texts missing {lost[:2]}, pages {count}/{one.sides}"
            )
        cut, missing, unlike = cut + bool(outside), missing + len(lost), unlike + (count != one.sides)
        pages[one.kind, one.shape.value, count] += 1
    for (kind, shape, count), number in sorted(pages.items()):
        print(f"{kind:5} {shape:7} {count} pages: {number} cards")
    print(
        f"{len(cards)} cards, {len(files)} files in {seconds:.1f} s ({1000 * seconds / len(files):.0f} ms each), {looked} looked at"
    )
    print(f"cut off {cut}, texts missing {missing} of {texts}, pages other than reckoned {unlike}")
    return int(bool(cut or missing or unlike))


def convert(files: list[Printed], folder: Path) -> dict[Path, Path]:
    """Return the PDF of each Word file; nothing without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed: Word files are not looked at")
        return {}
    words = [one.path for one in files if one.kind == "Word"]
    profile = (folder / "profile").resolve().as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, words)], check=True, capture_output=True, timeout=900)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return {path: path.with_suffix(".pdf") for path in words}


def read_pages(path: Path) -> tuple[str, int, int]:
    """Return the text of a PDF, how many of its letters stand outside their page, and how many pages there are."""
    import pypdfium2

    found: list[str] = []
    outside = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            found.append(text.get_text_range())
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                inside = left >= -SLACK and bottom >= -SLACK and right <= width + SLACK and top <= height + SLACK
                outside += not inside
        return "".join(found), outside, len(document)


def texts_of(content: PrintedCard) -> list[str]:
    """Return everything that has to stand on the print."""
    lines = [line for field in (*content.front, *content.back) for line in field.lines]
    wanted = [content.title, content.below, content.state, content.footer, content.caption]
    wanted += [field.title for field in (*content.front, *content.back)]
    wanted += [part for line in lines for part in (line.text, line.number, line.note, line.tail)]
    wanted += [*content.points, *content.standing, *content.sources]
    return [text for text in wanted if letters(text)]


def in_order(text: str, found: str) -> bool:
    """Tell whether a text stands there; a page may break it, and then the title of the next page stands in between."""
    if any(found.count(sign) < text.count(sign) for sign in NUMERALS.findall(text)):
        return False
    wanted, found = letters(text), letters(found)
    if wanted in found:
        return True
    parts = [wanted[start : start + 4] for start in range(0, max(1, len(wanted) - 3), 4)]
    return all(part in found for part in parts)


def letters(text: str) -> str:
    """Return the letters and digits of a text: signs of another font may come out of a PDF in another place."""
    return re.sub(r"[\W_Ⅰ-Ⅻ]", "", text)


if __name__ == "__main__":
    sys.exit(main())
