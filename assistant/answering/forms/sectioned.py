"""Figures that the sections of the levels of one plan give for the same thing: how often, within how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.forms.comparison import sign_of
from assistant.answering.forms.covered import uncovered, unspoken
from assistant.answering.forms.named_figures import NamedFigure
from assistant.answering.forms.operands import NoFigure
from assistant.answering.forms.quantities import quantities_in
from assistant.answering.reading.grades import heading_grades, lines_below
from assistant.answering.reading.plain import plain
from kb.records import Document

ASPECT = re.compile(r"(?P<act>[\u4e00-\u9fff]{2})的?(?P<measure>间隔|频次|时限|期限)")
EVERY = re.compile(r"每\s*$")
TIME = "time"


def sectioned_figures(question: str, labels: Sequence[str], document: Document) -> list[NamedFigure]:
    """Return for every level the figure that its own section gives for what is asked.

    Raises:
        NoFigure: The document is not the one asked about, or a level has no figure, or several that differ.
    """
    aspect = ASPECT.search(question)
    signs = [sign_of(label) for label in labels]
    if aspect is None or not all(signs) or unspoken(question, document):
        raise NoFigure("没有按级别分别规定")
    asked = plain(question)
    subject = asked[: min(asked.find(sign) for sign in signs)].removesuffix("的")
    if len(subject) > 1 and uncovered(subject, plain(document.metadata.title)):
        raise NoFigure(f"没有找到“{subject}”的依据，不能计算")
    return [the_only(label, list(told_of(sign, aspect, document))) for label, sign in zip(labels, signs, strict=True)]


def the_only(label: str, found: Sequence[NamedFigure]) -> NamedFigure:
    """Return the only figure of a level.

    Raises:
        NoFigure: There is none, or several that differ.
    """
    values = {(one.quantity.value, one.quantity.unit) for one in found}
    if len(values) != 1:
        raise NoFigure(f"没有找到“{label}”的依据，不能计算")
    return found[0]


def told_of(sign: str, aspect: re.Match[str], document: Document) -> Iterator[NamedFigure]:
    """Yield the times that the lines below the headings of a level tell of what is asked."""
    every = aspect["measure"] in ("间隔", "频次")
    for section in document.sections:
        if heading_grades(document, section) != {sign} or any(
            other.parent == section.ordinal for other in document.sections
        ):
            continue
        for start, end in lines_below(section, document):
            line = document.text[start:end]
            figures = [one for one in quantities_in(line) if one.dimension == TIME]
            fits = len(figures) == 1 and aspect["act"] in line and not figures[0].ranged
            if fits and bool(EVERY.search(line[: figures[0].start])) == every:
                yield NamedFigure(quantity=figures[0], start=start, end=end)
