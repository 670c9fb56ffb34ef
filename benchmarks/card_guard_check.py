"""The guard on cards of the sample corpora: false alarms on lines as drafted, and wrong values planted in them.

    python -m benchmarks.card_guard_check [--data DIR] [--show]

A number is changed by one digit, a phone is exchanged for another one of the same card, a ban is turned into its opposite.
The exit code is 1 when a line as drafted was blamed or a planted value was let through.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.cards.drafter import CardDrafter, CardRequest
from assistant.cards.guarding import problems_of
from assistant.records import Card, CardField, CardLine, Citation
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.assistant.cards.conftest import POSITIONS, TODAY, UNIT

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
PHONE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
FIGURE = re.compile(r"(?<![\d.\-])\d+(?:\.\d+)?(?=\s?(?:分钟|小时|米|ppm|人|%|％|日|天|秒|具|套|台|℃|吨))")
BAN = re.compile(r"严禁|禁止|不得|不准")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A line with a wrong value in it."""

    kind: str
    line: CardLine
    cited: tuple[Citation, ...]


def cards(base: KnowledgeBase) -> list[Card]:
    """Return a card for every position of every hazard of the sample enterprise."""
    drafter = CardDrafter(base)
    asked = [(position, hazard) for hazard, positions in POSITIONS.items() for position in positions]
    return [
        drafter.draft(CardRequest(position=position, hazard=hazard, unit=UNIT), today=TODAY)
        for position, hazard in asked
    ]


def filled_lines(card: Card) -> Iterator[tuple[CardLine, tuple[Citation, ...]]]:
    """Yield the lines that say something with what they cite."""
    by_marker = {citation.marker: citation for citation in card.citations}
    for line in card.lines:
        if not line.blank and line.field is not CardField.BASIS:
            yield line, tuple(by_marker[marker] for marker in line.markers)


def planted_in(card: Card) -> Iterator[Planted]:
    """Yield every line of a card once for each wrong value that can be put into it."""
    phones = [match[0] for line in card.lines for match in PHONE.finditer(line.text)]
    for line, cited in filled_lines(card):
        for kind, text in wrong_texts(line.text, phones):
            yield Planted(kind=kind, line=replace(line, text=text), cited=cited)


def wrong_texts(text: str, phones: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) for each wrong value."""
    for match in PHONE.finditer(text):
        last = str((int(match[0][-1]) + 3) % 10)
        yield "phone digit", text[: match.end() - 1] + last + text[match.end() :]
        for other in [phone for phone in phones if phone not in text][:1]:
            yield "phone exchanged", text[: match.start()] + other + text[match.end() :]
    for match in FIGURE.finditer(text):
        wrong = str((int(match[0][0]) % 9) + 1) + match[0][1:]
        yield "figure", text[: match.start()] + wrong + text[match.end() :]
    for match in BAN.finditer(text):
        yield "ban", text[: match.start()] + "可以" + text[match.end() :]


def main() -> int:
    """Print what the guard blamed of the lines as drafted, and what it let through of the planted ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a base that holds the sample corpora")
    parser.add_argument("--show", action="store_true", help="print every false alarm and every miss")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_path=options.data or Path(folder))
        with KnowledgeBase.open(settings, open_encoder(settings), writable=options.data is None) as base:
            if options.data is None:
                pipeline.ingest(base, [CORPORA], settings)
            drafted = cards(base)
    lines = [pair for card in drafted for pair in filled_lines(card)]
    started = time.perf_counter()
    alarms = [line for line, cited in lines if problems_of(line, cited)]
    seconds = time.perf_counter() - started
    planted = [one for card in drafted for one in planted_in(card)]
    missed = [one for one in planted if not problems_of(one.line, one.cited)]
    out = [
        f"{len(drafted)} cards, {len(lines)} lines: {len(alarms)} blamed, {1000 * seconds / len(lines):.2f} ms a line",
        f"{len(planted)} planted values: {len(planted) - len(missed)} caught; missed {dict(Counter(one.kind for one in missed))}",
        f"planted by kind {dict(Counter(one.kind for one in planted))}",
    ]
    if options.show:
        out += [f"blamed: {line.text}" for line in alarms]
        out += [f"missed ({one.kind}): {one.line.text} | {[item.quote for item in one.cited]}" for one in missed]
    sys.stdout.write("\n".join(out) + "\n")
    return 1 if alarms or missed else 0


if __name__ == "__main__":
    sys.exit(main())
