"""Chinese words about a comparison: for the terminal, the exports and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.comparing.impact import PRODUCT_ZH, TOUCH_ZH, Impact
from assistant.comparing.marking import said_of
from assistant.comparing.records import (
    KIND_ZH,
    STATE_ZH,
    Clause,
    ClauseChange,
    ClauseState,
    Compared,
    VersionComparison,
)
from assistant.comparing.superior_records import RELATION_ZH, Disagreement, SuperiorComparison

LONGEST_LINE = 90
NO_CHANGE = "没有变化。"
NO_DISAGREEMENT = "没有发现与上位文件不一致的时限、分级标准、批准权限。"
NO_IMPACT = "没有处置卡、试题、草案、演练方案包或核定回答依据有变化的条款。"


def named(side: Compared) -> str:
    """Return the title of a document with its edition."""
    return f"《{side.title}》" + (f"（{side.edition}）" if side.edition else "")


def place_of(clause: Clause) -> str:
    """Return where a clause stands, all headings above it: 液氨泄漏 › 应急处置 › （14）.

    A document that binds the on-site plans of several hazards has 应急处置 › 现场处置措施 in each of them.
    """
    return " › ".join(part for part in (*clause.path, clause.label) if part)


def places_of(clauses: Sequence[Clause]) -> str:
    """Return where some clauses stand, each place once."""
    return "、".join(dict.fromkeys(place for one in clauses if (place := place_of(one))))


def words_met(impact: Impact) -> str:
    """Return the words that something rests on; of a passage over several clauses only the one that changed."""
    old, quote = impact.old_text, impact.quote
    if not old or old == quote or old not in quote:
        return quote
    return f"{'' if quote.startswith(old) else '…'}{old}{'' if quote.endswith(old) else '…'}"


def counts_line(comparison: VersionComparison) -> str:
    """Return how many clauses became what: 修改5条，新增2条…"""
    counts = comparison.counts()
    return "，".join(f"{STATE_ZH[state]}{count}处" for state, count in counts.items())


def kinds_line(comparison: VersionComparison) -> str:
    """Return how many edits are of which kind."""
    return "，".join(f"{KIND_ZH[kind]}{count}处" for kind, count in comparison.kind_counts().items())


def change_words(change: ClauseChange) -> str:
    """Return what became of a clause: its state, moves, and each edit with its kind."""
    parts = [STATE_ZH[change.state]]
    if change.moved and change.state is not ClauseState.MOVED:
        parts.append("并移动")
    if change.renumbered and change.state is not ClauseState.RENUMBERED:
        parts.append("编号变化")
    if change.moved and change.old and change.new:
        parts.append(f"{places_of(change.old) or '原处'}→{places_of(change.new) or '现处'}")
    elif change.renumbered:
        parts.append(f"{change.old[0].label}→{change.new[0].label}")
    said = said_of(change)
    return "，".join(parts) + (f"。{said}" if said else "")


def comparison_lines(comparison: VersionComparison, impacts: Sequence[Impact]) -> Iterator[str]:
    """Yield a comparison as lines for a terminal: changes of substance first, new numbers in one line at the end."""
    yield f"旧：{named(comparison.old)}"
    yield f"新：{named(comparison.new)}"
    yield from comparison.notes
    yield f"条款：{counts_line(comparison)}"
    if kinds := kinds_line(comparison):
        yield f"改动：{kinds}"
    for change in comparison.by_weight:
        if change.state is ClauseState.RENUMBERED:
            continue
        place = places_of(change.new or change.old)
        yield f"〔{change_words(change)}〕{place}"
        for sign, clauses, new in (("-", change.old, False), ("+", change.new, True)):
            for line in comparison.quote(clauses, new=new).split("\n") if clauses else ():
                yield f"  {sign} {_short(line)}"
    renumbered = [one for one in comparison.altered if one.state is ClauseState.RENUMBERED]
    if renumbered:
        moves = "，".join(f"{one.old[0].label}→{one.new[0].label}" for one in renumbered)
        yield f"〔仅编号变化〕{moves}"
    yield from impact_lines(impacts)


def impact_lines(impacts: Sequence[Impact]) -> Iterator[str]:
    """Yield what rests on changed clauses."""
    yield f"影响：{len(impacts)}项" if impacts else f"影响：{NO_IMPACT}"
    for one in impacts:
        state = f"（{one.state}）" if one.state else ""
        yield f"  {PRODUCT_ZH.get(one.kind, one.kind)}“{one.title}”{state}：{TOUCH_ZH[one.touch]}「{_short(words_met(one))}」"
        if one.new_text:
            yield f"    现为：{_short(one.new_text)}"


def superior_lines(comparison: SuperiorComparison) -> Iterator[str]:
    """Yield a plan beside what ranks above it as lines for a terminal."""
    yield f"文件：{named(comparison.own)}"
    for one in comparison.sources:
        yield f"对照：《{one.summary.metadata.title}》（{one.why}，{one.provisions}项规定）"
    yield from comparison.notes
    if comparison.sources and not comparison.disagreements:
        yield NO_DISAGREEMENT
    for disagreement in comparison.disagreements:
        yield from disagreement_lines(disagreement)


def disagreement_lines(one: Disagreement) -> Iterator[str]:
    """Yield one disagreement with both texts."""
    yield f"〔{RELATION_ZH[one.relation]}〕{one.matter}：{one.note.partition('：')[2]}"
    for name, side in (("本文件", one.own), (f"《{side_title(one)}》", one.above)):
        ranks = f"（{'、'.join(side.ranks)}）" if side.ranks else ""
        yield f"  {name}{ranks}{' › '.join(side.path)}「{_short(side.quote)}」"


def side_title(one: Disagreement) -> str:
    """Return the title of the source above."""
    return one.above.title


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
