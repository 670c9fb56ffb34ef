"""Where a clause stands, said in one line."""

from __future__ import annotations

import pytest

from assistant.comparing.impact import Impact, Touch
from assistant.comparing.records import Clause, ClauseKind
from assistant.comparing.wording import place_of, places_of, words_met


def clause(*path: str, label: str = "（14）") -> Clause:
    return Clause(position=0, kind=ClauseKind.PARAGRAPH, label=label, path=path, start=0, end=4, body=1)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), "（14）"),
        (("注意事项",), "注意事项 › （14）"),
        (("液氨泄漏", "应急处置", "处置措施"), "液氨泄漏 › 应急处置 › 处置措施 › （14）"),
        (("第二部分", "液氨泄漏", "应急处置", "处置措施"), "第二部分 › 液氨泄漏 › 应急处置 › 处置措施 › （14）"),
    ],
)
def test_a_place_names_all_headings(path: tuple[str, ...], said: str) -> None:
    assert place_of(clause(*path)) == said


def test_equal_headings_of_two_plans_are_two_places() -> None:
    first = clause("液氨泄漏", "应急处置", "处置措施")
    second = clause("触电", "应急处置", "处置措施")
    assert places_of((first, second, first)) == (
        "液氨泄漏 › 应急处置 › 处置措施 › （14）、触电 › 应急处置 › 处置措施 › （14）"
    )


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("（14）30分钟。", "（14）30分钟。"),
        ("（13）交接。\n（14）30分钟。", "…（14）30分钟。"),
        ("（13）交接。\n（14）30分钟。\n（15）撤离。", "…（14）30分钟。…"),
        ("另外的话", "另外的话"),
    ],
)
def test_of_a_long_passage_only_the_changed_clause_is_shown(quote: str, said: str) -> None:
    impact = Impact(
        kind="question",
        item_id="q",
        title="题",
        state="草稿",
        touch=Touch.WORDS_CHANGED,
        quote=quote,
        old_text="（14）30分钟。",
        new_text="（14）15分钟。",
        change=0,
    )
    assert words_met(impact) == said
