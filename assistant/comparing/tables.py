"""A comparison as tables: the rows that Word, Excel and the page share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparing.impact import PRODUCT_ZH, TOUCH_ZH, Impact
from assistant.comparing.marking import Piece, pieces_of
from assistant.comparing.records import ClauseState, VersionComparison
from assistant.comparing.superior_records import RELATION_ZH, SuperiorComparison
from assistant.comparing.wording import change_words, named, places_of, words_met

CHANGE_HEADER = ("序号", "位置", "旧", "新", "变化")
NUMBER_HEADER = ("旧编号", "新编号", "条文开头")
IMPACT_HEADER = ("类别", "名称", "状态", "影响", "所依据的文字", "现条文")
SUPERIOR_HEADER = ("序号", "事项", "本文件", "上位文件", "结论")
SOURCE_HEADER = ("上位文件", "为什么对照", "读到的规定")
OPENING = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A row of the table of clauses; what was taken out is marked in `old`, what was put in in `new`."""

    number: str
    place: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    change: str


def change_rows(comparison: VersionComparison) -> tuple[ChangeRow, ...]:
    """Return the altered clauses in the order of the new document, without those that only have another number."""
    listed = [one for one in comparison.altered if one.state is not ClauseState.RENUMBERED]
    return tuple(
        ChangeRow(
            number=str(number),
            place=places_of(change.new or change.old),
            old=pieces_of(comparison, change, new=False),
            new=pieces_of(comparison, change, new=True),
            change=change_words(change),
        )
        for number, change in enumerate(listed, start=1)
    )


def number_rows(comparison: VersionComparison) -> tuple[tuple[str, str, str], ...]:
    """Return the clauses that only have another number."""
    return tuple(
        (one.old[0].label, one.new[0].label, comparison.new.text[one.new[0].body : one.new[0].end][:OPENING].split("\n")[0])
        for one in comparison.altered
        if one.state is ClauseState.RENUMBERED
    )  # fmt: skip


def impact_rows(impacts: Sequence[Impact]) -> tuple[tuple[str, ...], ...]:
    """Return what rests on changed clauses."""
    return tuple(
        (
            PRODUCT_ZH.get(one.kind, one.kind),
            one.title,
            one.state,
            TOUCH_ZH[one.touch],
            words_met(one),
            one.new_text or "—",
        )
        for one in impacts
    )


def superior_rows(comparison: SuperiorComparison) -> tuple[tuple[str, ...], ...]:
    """Return the disagreements with both texts side by side."""
    return tuple(
        (
            str(number),
            one.matter,
            f"{' › '.join(one.own.path)}\n{one.own.quote}".strip(),
            f"《{one.above.title}》{' › '.join(one.above.path)}\n{one.above.quote}",
            f"{RELATION_ZH[one.relation]}。{one.note.partition('：')[2]}",
        )
        for number, one in enumerate(comparison.disagreements, start=1)
    )


def source_rows(comparison: SuperiorComparison) -> tuple[tuple[str, ...], ...]:
    """Return what was looked at."""
    return tuple((f"《{one.summary.metadata.title}》", one.why, f"{one.provisions}项") for one in comparison.sources)


def title_of(comparison: VersionComparison) -> str:
    """Return the title of the table of clauses."""
    return f"《{comparison.new.title}》条文对照表"


def about(comparison: VersionComparison) -> tuple[str, str]:
    """Return which two documents are compared."""
    return f"旧：{named(comparison.old)}", f"新：{named(comparison.new)}"
