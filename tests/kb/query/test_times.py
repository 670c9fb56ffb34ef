"""The day and the version whose text a question asks about."""

from __future__ import annotations

from datetime import date

import pytest

from kb.query import understand
from kb.query.times import without_time


@pytest.mark.parametrize(
    ("text", "day", "years"),
    [
        ("2020年的时候红色预警多久内发布", date(2020, 12, 31), ()),
        ("2021年2月时橙色预警由谁审签", date(2021, 2, 28), ()),
        ("2024年7月1日时发布时限是多少", date(2024, 7, 1), ()),
        ("按2020年的规定，预警由谁签发", date(2020, 12, 31), ()),
        ("2020年时间安排", None, ("2020",)),
        ("2022年发生了多少起事故", None, ("2022",)),
        ("2020年时发生了几起事故，多久上报", None, ("2020",)),
        ("2021年13月时红色预警多久发布", None, ("2021",)),
        ("现在红色预警多久发布", None, ()),
    ],
)
def test_day_whose_law_is_asked_about(text: str, day: date | None, years: tuple[str, ...]) -> None:
    question = understand(text)
    assert (question.as_of, question.years) == (day, years)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("修订前红色预警多久发布", True),
        ("老办法里谁审签", True),
        ("第二十条旧的是怎么写的", True),
        ("以前的预警办法规定多久叫应", True),
        ("老旧小区怎么疏散", False),
        ("新的办法怎么规定", False),
        ("旧厂房着火了怎么办", False),
        ("老的电缆沟要检查吗", False),
    ],
)
def test_text_before_the_revision(text: str, earlier: bool) -> None:
    assert understand(text).earlier is earlier


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2020年的时候红色预警多久内发布", "红色预警多久内发布"),
        ("老办法（2019年）红色预警多久发布", "办法红色预警多久发布"),
        ("修订前红色预警由谁审签", "红色预警由谁审签"),
        ("2019年的预警办法里谁审签", "预警办法里谁审签"),
        ("2022年发生了几起事故", "2022年发生了几起事故"),
    ],
)
def test_words_that_only_tell_the_version_are_left_out(text: str, left: str) -> None:
    assert without_time(text) == left
