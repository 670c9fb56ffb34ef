"""Charts of the tab 学习 as inline SVG and tables: nothing is fetched, and they read in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.study.progress import Chapter, ClassOverview, DayOfStudy, WeakPoint
from assistant.ui import strings_study as says
from assistant.ui.rendering.markup import escape, table
from assistant.ui.rendering.study_reading import short_name
from kb.catalog.study_records import Tally

WIDTH, HEIGHT = 640, 170
LEFT, TOP, BOTTOM = 34, 22, 26
LABELS = 6  # days named below a chart; more overlap on a phone
SHADES = 5
CLASS_ROWS = 500
HATCH = (
    '<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="var(--paper)"/><rect width="2.5" height="6" fill="var(--bad)"/></pattern></defs>'
)


def days_chart(days: Sequence[DayOfStudy]) -> str:
    """Return right and wrong answers of each day as stacked bars; wrong ones are hatched."""
    most = max((one.right + one.wrong for one in days), default=0)
    if not most:
        return f'<p class="hint">{escape(says.CHART_NOTHING)}</p>'
    step = (WIDTH - LEFT) / len(days)
    scale = (HEIGHT - TOP - BOTTOM) / most
    bars = []
    for place, one in enumerate(days):
        x, base = LEFT + place * step, HEIGHT - BOTTOM
        bars.append(
            _bar(x, base, step, one.right * scale, "var(--accent)", f"{one.day:%m-%d} {says.CHART_RIGHT} {one.right}")
        )
        bars.append(
            _bar(
                x,
                base - one.right * scale,
                step,
                one.wrong * scale,
                "url(#wrong)",
                f"{one.day:%m-%d} {says.CHART_WRONG} {one.wrong}",
            )
        )
    labels = _day_labels([f"{one.day:%m-%d}" for one in days], step)
    legend = f'<p class="legend"><i class="right"></i>{escape(says.CHART_RIGHT)}<i class="wrong"></i>{escape(says.CHART_WRONG)}</p>'
    return _figure(says.CHART_DAYS, HATCH.format(name="wrong") + "".join(bars) + labels + _axis(most)) + legend


def mastered_chart(days: Sequence[DayOfStudy]) -> str:
    """Return how many questions were mastered by the end of each day as a line."""
    most = max((one.mastered for one in days), default=0)
    if not most:
        return ""
    step = (WIDTH - LEFT) / len(days)
    scale = (HEIGHT - TOP - BOTTOM) / most
    points = [(LEFT + (place + 0.5) * step, HEIGHT - BOTTOM - one.mastered * scale) for place, one in enumerate(days)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="var(--accent)"/>' for x, y in points)
    drawn = f'<polyline points="{line}" fill="none" stroke="var(--accent)" stroke-width="2"/>{dots}'
    return _figure(says.CHART_MASTERED, drawn + _day_labels([f"{one.day:%m-%d}" for one in days], step) + _axis(most))


def forecast_chart(forecast: Sequence[tuple[date, int]]) -> str:
    """Return how many questions come due on each day as bars with their number."""
    most = max((count for _, count in forecast), default=0)
    if not most:
        return ""
    step = (WIDTH - LEFT) / len(forecast)
    scale = (HEIGHT - TOP - BOTTOM) / most
    bars = []
    for place, (day, count) in enumerate(forecast):
        x, height = LEFT + place * step, count * scale
        bars.append(_bar(x, HEIGHT - BOTTOM, step, height, "var(--accent)", f"{day:%m-%d} {count}"))
        if count:
            bars.append(
                f'<text x="{x + step / 2:.1f}" y="{HEIGHT - BOTTOM - height - 3:.1f}" text-anchor="middle">{count}</text>'
            )
    return _figure(says.CHART_FORECAST, "".join(bars) + _day_labels([f"{day:%m-%d}" for day, _ in forecast], step))


def weak_chart(points: Sequence[WeakPoint]) -> str:
    """Return the weak points as horizontal bars, the longest first, by chapter, hazard and kind."""
    if not points:
        return f'<p class="hint">{escape(says.CHART_NO_WEAK)}</p>'
    parts = []
    for by, heading in says.CHART_WEAK_BY.items():
        rows = "".join(_weak_row(one) for one in points if one.by == by)
        if rows:
            parts.append(f'<h4>{escape(heading)}</h4><ul class="hbars">{rows}</ul>')
    return "".join(parts)


def _weak_row(point: WeakPoint) -> str:
    share = round(100 * point.share)
    return (
        f'<li><span class="name">{escape(point.name)}</span>'
        f'<span class="track"><span class="fill" style="width:{share}%"></span></span>'
        f'<span class="count">{share}%（{point.wrong}/{point.answers}）</span></li>'
    )


def chapters_table(chapters: Sequence[Chapter]) -> str:
    """Return how far each chapter is: clauses read and questions mastered, with bars."""
    alone = len({one.name.split(" · ")[0] for one in chapters}) == 1
    rows = [
        (escape(short_name(one.name, alone)), _share(one.read, one.clauses), _share(one.mastered, one.questions))
        for one in chapters
    ]
    return table(says.CHAPTER_HEADINGS, rows, css="chapters")


def days_table(days: Sequence[DayOfStudy]) -> str:
    """Return the days on which something was answered as a table, for who cannot see the chart."""
    rows = [
        (f"{one.day:%Y-%m-%d}", str(one.right), str(one.wrong), str(one.mastered))
        for one in reversed(days)
        if one.right + one.wrong
    ]
    if not rows:
        return ""
    return (
        f"<details><summary>{escape(says.DAYS_TABLE)}</summary>{table(says.DAY_HEADINGS, rows, css='days')}</details>"
    )


def _share(done: int, total: int) -> str:
    width = round(100 * done / total) if total else 0
    return (
        f'<span class="share"><span class="track"><span class="fill" style="width:{width}%"></span></span>'
        f"<span>{done}/{total}</span></span>"
    )


def class_table(overview: ClassOverview) -> str:
    """Return learners × courses; every cell has its number, a bar and a shade."""
    if not overview.learners:
        return f'<p class="hint">{escape(says.CLASS_NONE)}</p>'
    headings = (says.CLASS_LEARNER, *(one.title for one in overview.courses))
    rows = [
        (
            escape(learner.name),
            *(_cell(overview.tallies.get((learner.learner_no, course.course_id))) for course in overview.courses),
        )
        for learner in overview.learners[:CLASS_ROWS]
    ]
    cut = len(overview.learners) > CLASS_ROWS
    note = f'<p class="hint">{escape(says.CLASS_LIMIT.format(limit=CLASS_ROWS))}</p>' if cut else ""
    return f'<p class="hint">{escape(says.CLASS_LEGEND)}</p>{table(headings, rows, css="heat")}{note}'


def _cell(tally: Tally | None) -> str:
    if tally is None:
        return f'<span class="heat-cell none">{escape(says.CLASS_NOT_TAKEN)}</span>'
    mastered = round(100 * tally.mastered / tally.total) if tally.total else 0
    wrong = says.CLASS_WRONG.format(wrong=round(100 * tally.wrong / tally.reviews)) if tally.reviews else ""
    shade = min(SHADES, mastered * SHADES // 100 + (1 if mastered else 0))
    return (
        f'<span class="heat-cell shade-{shade}"><b>{escape(says.CLASS_CELL.format(mastered=mastered))}</b>{escape(wrong)}'
        f'<span class="track"><span class="fill" style="width:{mastered}%"></span></span></span>'
    )


def _bar(x: float, base: float, step: float, height: float, fill: str, title: str) -> str:
    if height <= 0:
        return ""
    return (
        f'<rect x="{x + step * 0.12:.1f}" y="{base - height:.1f}" width="{step * 0.76:.1f}" height="{height:.1f}"'
        f' fill="{fill}" stroke="var(--ink)" stroke-width="0.5"><title>{escape(title)}</title></rect>'
    )


def _day_labels(names: Sequence[str], step: float) -> str:
    every = max(1, -(-len(names) // LABELS))
    return "".join(
        f'<text x="{LEFT + (place + 0.5) * step:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(name)}</text>'
        for place, name in enumerate(names)
        if place % every == 0
    )


def _axis(most: int) -> str:
    base = HEIGHT - BOTTOM
    return (
        f'<line x1="{LEFT}" y1="{base}" x2="{WIDTH}" y2="{base}" stroke="var(--line)"/>'
        f'<text x="{LEFT - 6}" y="{TOP + 6}" text-anchor="end">{most}</text>'
        f'<text x="{LEFT - 6}" y="{base}" text-anchor="end">0</text>'
    )


def _figure(title: str, drawn: str) -> str:
    return (
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">{drawn}</svg></figure>'
    )
