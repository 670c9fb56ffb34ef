"""Comparisons as HTML: counts, a map of the whole document, both texts side by side, what rests on changed clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.comparing.impact import PRODUCT_ZH, TOUCH_ZH, Impact, Touch
from assistant.comparing.marking import Piece, pieces_of
from assistant.comparing.records import ChangeKind, ClauseChange, ClauseState, VersionComparison
from assistant.comparing.superior_records import RELATION_ZH, Disagreement, Relation, RuledSide, SuperiorComparison
from assistant.comparing.tables import number_rows, source_rows
from assistant.comparing.wording import (
    NO_DISAGREEMENT,
    NO_IMPACT,
    change_words,
    counts_line,
    kinds_line,
    named,
    places_of,
    words_met,
)
from assistant.ui import strings_compare as strings
from assistant.ui.rendering.compare_map import map_svg
from assistant.ui.rendering.markup import badge, escape, table

SHOWN = 200
_VALUES = frozenset({ChangeKind.LIMIT, ChangeKind.NUMBER, ChangeKind.AMOUNT, ChangeKind.LEVEL, ChangeKind.PHONE})
_BODIES = frozenset({ChangeKind.BODY, ChangeKind.DUTY})
_RELATION_CSS = {
    Relation.LOOSER_THAN_LAW: "old",
    Relation.LOOSER: "old",
    Relation.OTHER: "recognised",
    Relation.STRICTER: "in-force",
}
_TOUCH_CSS = {
    Touch.REMOVED: "old",
    Touch.WORDS_CHANGED: "old",
    Touch.CLAUSE_CHANGED: "recognised",
    Touch.MOVED: "plain",
}
_TESTS: dict[str, Callable[[ClauseChange], bool]] = {
    strings.FILTER_SUBSTANCE: lambda one: one.of_substance,
    strings.FILTER_VALUES: lambda one: any(edit.kind in _VALUES for edit in one.edits),
    strings.FILTER_BODIES: lambda one: any(edit.kind in _BODIES for edit in one.edits),
    strings.FILTER_ADDED: lambda one: one.state is ClauseState.ADDED,
    strings.FILTER_REMOVED: lambda one: one.state is ClauseState.REMOVED,
    strings.FILTER_MOVED: lambda one: one.moved or one.state in (ClauseState.SPLIT, ClauseState.MERGED),
    strings.FILTER_WORDING: lambda one: bool(one.edits) and not one.of_substance,
}


def comparison_html(comparison: VersionComparison, impacts: Sequence[Impact], chosen: str = strings.FILTER_ALL) -> str:
    """Return a comparison; `chosen` is one of `strings.FILTERS`, anything else shows all."""
    notes = "".join(f'<p class="notice">{escape(note)}</p>' for note in comparison.notes)
    kinds = kinds_line(comparison)
    lines = [strings.COMPARE_COUNTS.format(counts=counts_line(comparison))]
    lines += [strings.COMPARE_KINDS.format(kinds=kinds)] if kinds else []
    head = "".join(f'<p class="meta">{escape(line)}</p>' for line in lines)
    return (
        f"<h3>{escape(named(comparison.old))} → {escape(named(comparison.new))}</h3>{notes}{head}"
        f'<p class="meta">{escape(strings.COMPARE_MAP)}</p>{map_svg(comparison)}{_impact_html(impacts)}'
        f"{_changes_html(comparison, chosen)}{_numbers_html(comparison)}"
    )


def _changes_html(comparison: VersionComparison, chosen: str) -> str:
    test = _TESTS.get(chosen)
    listed = [
        one for one in comparison.altered if one.state is not ClauseState.RENUMBERED and (test is None or test(one))
    ]
    if not listed:
        return f'<p class="hint">{escape(strings.COMPARE_NONE_SHOWN)}</p>'
    cut = strings.COMPARE_SHOWN.format(count=len(listed), limit=SHOWN) if len(listed) > SHOWN else ""
    rows = "".join(_change_html(comparison, one) for one in listed[:SHOWN])
    heads = "".join(f"<span>{escape(name)}</span>" for name in strings.COMPARE_HEADINGS)
    return f'<div class="versions"><div class="version-heads">{heads}</div>{rows}</div>' + (
        f'<p class="hint">{escape(cut)}</p>' if cut else ""
    )


def _change_html(comparison: VersionComparison, change: ClauseChange) -> str:
    sides = "".join(
        f'<div class="version {"new" if new else "old"}" data-label="{escape(strings.COMPARE_HEADINGS[new])}">'
        f"{_place_html(change, new=new)}{_pieces_html(pieces_of(comparison, change, new=new), new=new)}</div>"
        for new in (False, True)
    )
    arrow = '<span class="moved-arrow" aria-hidden="true">⤷</span>' if change.moved else ""
    return (
        f'<section class="clause-change {change.state.value}"><p class="change-words">{arrow}{escape(change_words(change))}</p>'
        f'<div class="version-pair">{sides}</div></section>'
    )


def _place_html(change: ClauseChange, *, new: bool) -> str:
    place = places_of(change.new if new else change.old)
    return f'<p class="path">{escape(place)}</p>' if place else ""


def _pieces_html(pieces: Sequence[Piece], *, new: bool) -> str:
    if not pieces:
        return f'<p class="hint">{escape(strings.COMPARE_ABSENT)}</p>'
    mark = "ins" if new else "del"
    return "<p>" + "".join(
        f'<{mark} class="{piece.kind.value}">{escape(piece.text)}</{mark}>' if piece.kind else escape(piece.text)
        for piece in pieces
    ) + "</p>"  # fmt: skip


def _numbers_html(comparison: VersionComparison) -> str:
    rows = number_rows(comparison)
    if not rows:
        return ""
    title = strings.COMPARE_NUMBERS.format(count=len(rows))
    cells = [tuple(escape(cell) for cell in row) for row in rows]
    body = table(strings.COMPARE_NUMBER_HEADINGS, cells, css="outcomes")
    return f"<details><summary>{escape(title)}</summary>{body}</details>"


def _impact_html(impacts: Sequence[Impact]) -> str:
    head = f"<h4>{escape(strings.COMPARE_IMPACT.format(count=len(impacts)))}</h4>"
    if not impacts:
        return f'{head}<p class="hint">{escape(NO_IMPACT)}</p>'
    rows = [
        (
            f"{badge(PRODUCT_ZH.get(one.kind, one.kind), 'plain')} {escape(one.title)}"
            + (f" {badge(one.state, 'plain')}" if one.state else ""),
            badge(TOUCH_ZH[one.touch], _TOUCH_CSS[one.touch]),
            escape(words_met(one)),
            escape(one.new_text or strings.COMPARE_ABSENT),
        )
        for one in impacts[:SHOWN]
    ]
    return f"{head}{table(strings.COMPARE_IMPACT_HEADINGS, rows, css='outcomes')}"


def superior_html(comparison: SuperiorComparison) -> str:
    """Return a plan beside what ranks above it."""
    notes = "".join(f'<p class="notice">{escape(note)}</p>' for note in comparison.notes)
    sources = [tuple(escape(cell) for cell in row) for row in source_rows(comparison)]
    looked = (
        f"<details><summary>{escape(strings.COMPARE_SOURCES)}</summary>"
        f"{table(strings.COMPARE_SOURCE_HEADINGS, sources, css='outcomes')}</details>"
        if sources
        else ""
    )
    title = strings.COMPARE_DISAGREEMENTS.format(count=len(comparison.disagreements))
    found = "".join(_disagreement_html(one) for one in comparison.disagreements)
    if sources and not found:
        found = f'<p class="hint">{escape(NO_DISAGREEMENT)}</p>'
    return f"<h3>{escape(named(comparison.own))}</h3>{notes}{looked}<h4>{escape(title)}</h4>{found}"


def _disagreement_html(one: Disagreement) -> str:
    sides = "".join(
        f'<div class="version {name}" data-label="{escape(label)}">{_side_html(label, side)}</div>'
        for name, label, side in (
            ("old", strings.COMPARE_SUPERIOR_HEADINGS[0], one.own),
            ("new", strings.COMPARE_SUPERIOR_HEADINGS[1], one.above),
        )
    )
    return (
        f'<section class="clause-change {one.relation.value}"><p class="change-words">'
        f"{badge(RELATION_ZH[one.relation], _RELATION_CSS[one.relation])} {escape(one.matter)}</p>"
        f'<div class="version-pair">{sides}</div><p class="hint">{escape(one.note.partition("：")[2])}</p></section>'
    )


def _side_html(label: str, side: RuledSide) -> str:
    ranks = "".join(badge(rank, "plain") for rank in side.ranks)
    value = strings.COMPARE_VALUE.format(value=side.value)
    quote = escape(side.quote).replace(escape(side.value), f"<mark>{escape(side.value)}</mark>", 1)
    return (
        f'<p class="path">{escape(label)} 《{escape(side.title)}》{escape(" › ".join(side.path))}{ranks}</p>'
        f"<p>{quote}</p><p><b class=\"value\">{escape(value)}</b></p>"
    )  # fmt: skip
