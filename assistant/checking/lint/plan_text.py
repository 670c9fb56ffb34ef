"""A plan as the rules read it: its text without the table of contents, sentences, leaf sections and their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.checking.outline import Part, blanked, calmed, contents_spans, outline_of
from kb.records import Document, Section, SectionKind, Span

_SENTENCE = re.compile(r"[^。；\n]{1,1000}[。；]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule found: its id, where, and one Chinese sentence; severity, advice and source come from the rule table."""

    rule_id: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A document for the rules.

    Attributes:
        text: As stored; `body` has the same length, its table of contents is blank.
        parts: Its headings with their text, outermost first.
        leaves: The parts that hold no other.
        kind: "unit", "government" or "" for everything that is neither.
        stale: Key of a title (`kb.standing.title_key`) → Chinese words about why it is no longer in force.
    """

    document: Document
    text: str
    body: str
    parts: tuple[Part, ...]
    leaves: tuple[Part, ...]
    kind: str
    today: date
    stale: Mapping[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> Iterator[Section]:
        """Its sections without root and table of contents, in order."""
        contents = contents_spans(self.document)
        for section in self.document.sections:
            inside = any(span.start <= section.start and section.end <= span.end for span in contents)
            if section.kind is not SectionKind.ROOT and not inside:
                yield section

    def sentences(self, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield the sentences of a stretch, without the white space around them."""
        for found in _SENTENCE.finditer(self.body, start, len(self.body) if end is None else end):
            words = found.group()
            left = len(words) - len(words.lstrip())
            if words.strip():
                yield Span(start=found.start() + left, end=found.start() + len(words.rstrip()))

    def part_at(self, place: int) -> Part | None:
        """Return the innermost part that holds a place."""
        holding = [part for part in self.parts if part.start <= place < part.end]
        return max(holding, key=lambda part: part.start, default=None)

    def words(self, span: Span, longest: int = 40) -> str:
        """Return the words of a span in one line for a message."""
        words = " ".join(self.text[span.start : span.end].split())
        return words if len(words) <= longest else words[: longest - 1] + "…"


def plan_text(document: Document, kind: str, today: date, stale: Mapping[str, str]) -> PlanText:
    """Prepare a document for the rules."""
    parts = outline_of(document).parts
    leaves = tuple(part for part in parts if not any(part.start < other.start < part.end for other in parts))
    return PlanText(
        document=document,
        text=document.text,
        body=calmed(blanked(document.text, contents_spans(document))),
        parts=parts,
        leaves=leaves,
        kind=kind,
        today=today,
        stale=stale,
    )
