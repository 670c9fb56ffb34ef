"""What stands on a printed card, in order, whatever its shape: the one place where a card becomes print."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.cards.guarding import guarded
from assistant.cards.layout import BACK, FIELD_TITLES, FOOTER, FRONT, card_title, lines_by_field, short_sources
from assistant.cards.printing.standing import NOT_KEPT, STATE_NOTE, Standing, standing_lines
from assistant.cards.qr_code import code_caption, code_content
from assistant.records import Card, CardField, CardLine
from kb.catalog.product_records import ProductState
from kb.taxonomy import default_taxonomy

MOST_POINTS = 3  # open points printed; the others are counted
REFERENCE = "（参考）"
PHONE = re.compile(r"^(?P<who>[^|]*?)\s+(?P<number>\d[\d\- 转、/]*\d)\s*(?P<note>（.*)?$")  # else a line like others


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line.

    Attributes:
        lead: What stands before it: the number of a step, ✕ before a ban.
        number: The number of a phone line, printed large; `text` is then whom it reaches.
        note: What follows a number: the day it was checked.
        tail: （参考） and the markers of the sources.
    """

    text: str
    lead: str = ""
    number: str = ""
    note: str = ""
    tail: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedField:
    """One field with its title."""

    field: CardField
    title: str
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCard:
    """Everything that is printed.

    Attributes:
        below: Unit and site, under the title.
        state: E.g. 草稿，签发后生效; stands on the front.
        colour: Ground of the heading as #RRGGBB.
        front, back: The fields of the two sides.
        points: What has to be settled before the card is signed; () on one that is signed.
        standing: Version, days and names.
        sources: One line per document.
        code: What the two-dimensional code says; "" for none.
    """

    title: str
    below: str
    state: str
    colour: str
    front: tuple[PrintedField, ...]
    back: tuple[PrintedField, ...]
    points: tuple[str, ...]
    standing: tuple[str, ...]
    sources: tuple[str, ...]
    footer: str
    code: str
    caption: str


def printed(card: Card, standing: Standing = NOT_KEPT, page_url: str = "") -> PrintedCard:
    """Return what is printed of a card: only what `guarded` lets through."""
    card = guarded(card)
    fields = {field: printed_field(field, lines) for field, lines in lines_by_field(card)}
    return PrintedCard(
        title=card_title(card),
        below="　".join(part for part in (card.unit, card.site) if part),
        state=STATE_NOTE[standing.state],
        colour=colour_of(card.hazard),
        front=tuple(fields[field] for field in FRONT if field in fields),
        back=tuple(fields[field] for field in BACK if field in fields),
        points=open_points(card, standing),
        standing=standing_lines(standing, card.drafted_on),
        sources=tuple(short_sources(card)),
        footer=FOOTER,
        code=code_content(card, standing, page_url),
        caption=code_caption(card),
    )


def printed_field(field: CardField, lines: tuple[CardLine, ...]) -> PrintedField:
    """Return a field as it is printed; steps are numbered, blanks are not."""
    numbered, number = [], 0
    for line in lines:
        number += not line.blank
        numbered.append(printed_line(line, number))
    return PrintedField(field=field, title=FIELD_TITLES[field], lines=tuple(numbered))


def printed_line(line: CardLine, number: int) -> PrintedLine:
    """Return one line; of a phone line the number stands apart."""
    tail = (REFERENCE if line.reference_only else "") + "".join(f"[{marker}]" for marker in line.markers)
    if line.blank:
        return PrintedLine(text=line.text, tail=tail, blank=True)
    phone = PHONE.match(line.text) if line.field is CardField.PHONE else None
    if phone:
        return PrintedLine(text=phone["who"], number=phone["number"], note=phone["note"] or "", tail=tail)
    lead = {CardField.STEP: f"{number}.", CardField.PROHIBITION: "✕"}.get(line.field, "")
    return PrintedLine(text=line.text, lead=lead, tail=tail)


def open_points(card: Card, standing: Standing) -> tuple[str, ...]:
    """Return what has to be settled before the card is signed, the first few and how many more there are."""
    if standing.state is ProductState.APPROVED:
        return ()
    points = list(
        dict.fromkeys(
            f"签发前须处理　{FIELD_TITLES[problem.field].removeprefix('✕ ')}：{problem.message}"
            for problem in card.problems
            if problem.blocking
        )
    )
    rest = len(points) - MOST_POINTS
    return (*points[:MOST_POINTS], *([f"签发前另有 {rest} 项须处理，见检查结果"] if rest > 0 else []))


def colour_of(hazard: str) -> str:
    """Return the ground of the heading for a hazard."""
    default, colours = hazard_colours()
    found = [colours[name] for name in default_taxonomy().find_hazards(hazard) if name in colours]
    return Counter(found).most_common(1)[0][0] if found else default


@cache
def hazard_colours() -> tuple[str, dict[str, str]]:
    """Return the colour of every other hazard and those of the known ones by id."""
    path = resources.files("assistant") / "cards" / "rules" / "colours.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw["default"], {name: colour for colour, names in raw["colours"].items() for name in names}
