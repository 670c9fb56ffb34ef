"""A picture of two whole documents: a bar for each, its clauses as wide as they are long, coloured by what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.comparing.records import STATE_ZH, Clause, ClauseChange, ClauseState, VersionComparison
from assistant.comparing.wording import change_words, places_of
from assistant.ui import strings_compare as strings
from assistant.ui.rendering.markup import escape

WIDTH, BAR, GAP = 1000, 20, 34
LEAST = 1.2  # of the width a clause takes, so that a short one is seen
LONGEST_SAID = 120
WORDING = "wording"
_LEGEND = (
    (ClauseState.CHANGED.value, strings.MAP_CHANGED),
    (WORDING, strings.MAP_WORDING),
    (ClauseState.ADDED.value, STATE_ZH[ClauseState.ADDED]),
    (ClauseState.REMOVED.value, STATE_ZH[ClauseState.REMOVED]),
    (ClauseState.MOVED.value, STATE_ZH[ClauseState.MOVED]),
    (ClauseState.SPLIT.value, strings.MAP_SPLIT),
    (ClauseState.RENUMBERED.value, STATE_ZH[ClauseState.RENUMBERED]),
)


def map_svg(comparison: VersionComparison) -> str:
    """Return the picture with its legend; what moved is joined by a line, and every clause says what became of it."""
    olds = [clause for one in comparison.changes for clause in one.old]
    news = [clause for one in comparison.changes for clause in one.new]
    places = _placed(olds), _placed(news)
    shapes = [
        _shape(clause, one, places[new], new=new)
        for one in comparison.changes
        for new in (False, True)
        for clause in (one.new if new else one.old)
    ]
    lines = [_line(one, places) for one in comparison.changes if one.moved and one.old and one.new]
    height = 2 * BAR + GAP
    return (
        f'<svg class="change-map" viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none" role="img">'
        f"{''.join(shapes)}{''.join(lines)}</svg>{_legend()}"
    )


def css_of(change: ClauseChange) -> str:
    """Return the class of a change: its state, or wording for a changed clause that says the same."""
    if change.state is ClauseState.CHANGED and not change.of_substance:
        return WORDING
    return change.state.value


def _placed(clauses: Sequence[Clause]) -> Mapping[int, tuple[float, float]]:
    """Return position of a clause → left edge and width; the bar is as long as the picture is wide."""
    ordered = sorted(clauses, key=lambda one: one.position)
    sizes = [max(LEAST, float(one.end - one.start) ** 0.5) for one in ordered]
    scale = WIDTH / (sum(sizes) or 1.0)
    found, left = {}, 0.0
    for clause, size in zip(ordered, sizes, strict=True):
        found[clause.position] = (left, size * scale)
        left += size * scale
    return found


def _shape(clause: Clause, change: ClauseChange, places: Mapping[int, tuple[float, float]], *, new: bool) -> str:
    left, width = places[clause.position]
    top = BAR + GAP if new else 0
    said = f"{places_of((clause,))} {change_words(change)}".strip()[:LONGEST_SAID]
    return (
        f'<rect class="{css_of(change)}" x="{left:.1f}" y="{top}" width="{max(width - 0.3, 0.5):.1f}" height="{BAR}">'
        f"<title>{escape(said)}</title></rect>"
    )


def _line(
    change: ClauseChange, places: tuple[Mapping[int, tuple[float, float]], Mapping[int, tuple[float, float]]]
) -> str:
    (left, width), (to, to_width) = places[0][change.old[0].position], places[1][change.new[0].position]
    start, end = left + width / 2, to + to_width / 2
    middle = BAR + GAP / 2
    return f'<path class="move" d="M{start:.1f},{BAR} C{start:.1f},{middle} {end:.1f},{middle} {end:.1f},{BAR + GAP}"/>'


def _legend() -> str:
    items = "".join(f'<span><i class="map-sign {css}"></i>{escape(name)}</span>' for css, name in _LEGEND)
    return f'<p class="map-legend">{items}</p>'
