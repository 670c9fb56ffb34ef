"""Check text recognition on ten pages of the scanned standard against lines that were read by eye.

    python -m benchmarks.recognition_check "../shared/corpora/files/金属非金属矿山安全规程.pdf" [--pages 8,13]

The gold file holds no text of the standard but a digest of every printed line (blanks, and whether a mark is full
width, do not count) and the few places that were ever read wrongly. A line whose digest is not among those of its
page is printed; its wrong characters are counted where the gold knows the place, otherwise all of it counts as wrong.
So the accuracy printed is a lower bound. Processor time is that of this process, for ratios on one machine only.
"""

from __future__ import annotations

import argparse
import hashlib
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
import pypdfium2 as pdfium

from ingest.parsers.rapid_ocr import RapidRecogniser
from ingest.parsers.recognition import MAX_SIDE, Pixels, RecognisedPage, to_page
from kb.records import DOUBTFUL_BELOW

GOLD = Path(__file__).parent / "gold" / "recognition_lines.json"
_DIGEST = 10  # hex digits


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigures:
    """What one page gave.

    Attributes:
        wrong: Wrong or missing characters; all of a line that the gold does not know.
        doubtful_lines: Lines with a character below `DOUBTFUL_BELOW`.
        caught: Wrong lines among them.
    """

    characters: int
    wrong: int
    lines: int
    wrong_lines: tuple[str, ...]
    doubtful_lines: int
    caught: int
    confidence: float
    seconds: float


def main() -> None:
    """Print one line a page, the lines read wrongly, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scan", type=Path)
    parser.add_argument("--pages", default="", help="page numbers with commas; default: all in the gold file")
    arguments = parser.parse_args()
    gold = orjson.loads(GOLD.read_bytes())
    wanted = [page for page in arguments.pages.split(",") if page] or list(gold["pages"])
    recogniser = RapidRecogniser()
    document = pdfium.PdfDocument(arguments.scan)
    every = []
    for page in wanted:
        started = time.process_time()
        read = to_page(recogniser.read(drawn(document, int(page))))
        seconds = time.process_time() - started
        figures = judged(read, set(gold["pages"][page]), gold["known"].get(page, []), seconds)
        every.append(figures)
        _print_page(page, figures)
    _print_sums(every)


def drawn(document: pdfium.PdfDocument, number: int) -> Pixels:
    """Return a page as ingestion draws it."""
    page = document[number - 1]
    picture = page.render(scale=MAX_SIDE / max(page.get_size()), rev_byteorder=True).to_numpy()
    return np.ascontiguousarray(picture[:, :, :3], dtype=np.uint8)


def digest(line: str) -> str:
    """Return what stands for a printed line in the gold file."""
    plain = "".join(unicodedata.normalize("NFKC", line).split()).replace("~", "～")
    return hashlib.sha256(plain.encode()).hexdigest()[:_DIGEST]


def judged(read: RecognisedPage, printed: set[str], known: list[list[str]], seconds: float) -> PageFigures:
    """Compare a page with its gold; `known` are [as read, as printed] excerpts."""
    wrong, wrong_lines, caught, doubtful_lines = 0, [], 0, 0
    for line, confidences in zip(read.lines, read.confidences, strict=True):
        doubtful = any(
            sure < DOUBTFUL_BELOW and character.isalnum() for character, sure in zip(line, confidences, strict=True)
        )
        doubtful_lines += doubtful
        if digest(line) in printed:
            continue
        caught += doubtful
        wrong_lines.append(line)
        wrong += _wrong_characters(line, printed, known)
    return PageFigures(
        characters=sum(len("".join(line.split())) for line in read.lines),
        wrong=wrong,
        lines=len(read.lines),
        wrong_lines=tuple(wrong_lines),
        doubtful_lines=doubtful_lines,
        caught=caught,
        confidence=read.confidence,
        seconds=seconds,
    )


def _wrong_characters(line: str, printed: set[str], known: list[list[str]]) -> int:
    """Count the differences of the known places that mend the line, else its whole length."""
    mended, count = line, 0
    for as_read, as_printed in known:
        if as_read in mended:
            mended = mended.replace(as_read, as_printed, 1)
            same = sum(left == right for left, right in zip(as_read, as_printed, strict=False))
            shorter = abs(len(as_read) - len(as_printed))
            count += shorter if shorter else len(as_read) - same
    return count if digest(mended) in printed else len("".join(line.split()))


def _print_page(page: str, figures: PageFigures) -> None:
    accuracy = 1 - figures.wrong / max(figures.characters, 1)
    print(
        f"page {page:>3}: {figures.characters} characters, {figures.wrong} wrong ({accuracy:.2%}),"
        f" mean confidence {figures.confidence:.4f}, {figures.doubtful_lines} of {figures.lines} lines doubtful,"
        f" {figures.seconds:.1f} s",
        flush=True,
    )
    for line in figures.wrong_lines:
        print(f"          {line}")


def _print_sums(every: list[PageFigures]) -> None:
    characters, wrong = sum(one.characters for one in every), sum(one.wrong for one in every)
    lines, wrong_lines = sum(one.lines for one in every), sum(len(one.wrong_lines) for one in every)
    print(
        f"{len(every)} pages, {characters} characters, {wrong} wrong: {1 - wrong / characters:.2%};"
        f" {wrong_lines} of {lines} lines wrong, {sum(one.caught for one in every)} of them doubtful"
        f" (as are {sum(one.doubtful_lines for one in every)} lines in all);"
        f" {sum(one.seconds for one in every) / len(every):.1f} s of processor time a page"
    )


if __name__ == "__main__":
    main()
