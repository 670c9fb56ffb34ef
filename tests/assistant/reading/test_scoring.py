"""Scores set by hand: what is said of the level asked for comes before what is said of all levels."""

from __future__ import annotations

import pytest

from assistant.answering.reading.scoring import level_bonus
from assistant.answering.reading.units import units_of
from kb.query import understand
from tests.assistant.reading.evidence import make_evidence


@pytest.mark.parametrize(
    ("text", "path", "preferred"),
    [
        ("由指挥长提出意见，报市委同意后签发启动命令。", ("4.5 Ⅰ 级响应", "4.5.2 批准"), True),
        ("Ⅰ级响应由市长提出意见，报市委同意后启动。", ("启动程序",), True),
        ("提出启动建议，按权限批准后发布命令。", ("4.1 总体要求",), False),
        ("由分管副市长批准启动。", ("4.3 Ⅲ 级响应", "4.3.2 批准"), False),
    ],
)
def test_the_level_asked_for_is_preferred_in_text_or_heading(text: str, path: tuple[str, ...], preferred: bool) -> None:
    (unit,) = units_of(make_evidence(text, path=path))
    assert (level_bonus(understand("防汛一级响应由谁批准？"), unit) > 0) is preferred


def test_without_a_level_nothing_is_preferred() -> None:
    (unit,) = units_of(make_evidence("Ⅰ级响应由市长提出意见，报市委同意后启动。"))
    assert level_bonus(understand("防汛响应由谁批准？"), unit) == 0
