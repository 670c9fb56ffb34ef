"""Failure 13, 过期、无签发: what the card rests on, and what it is approved with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.answering.reading.hidden import hidden_values
from assistant.cards.check_context import CheckContext, Release
from assistant.cards.contacts import DAY, day_of
from assistant.cards.failures import problem
from assistant.cards.printed_lines import filled
from assistant.cards.wording_checks import PENDING
from assistant.records import Card, CardField, CardProblem

UNDATED = "施行日期未载明"
THREE_YEARS = timedelta(days=3 * 366)
BODY = re.compile(r"(?:部|部门|科|处|室|组|局|委|站|车间|公司|中心|委员会|办公室)$")
NOBODY = re.compile(r"^(?:无|暂无|某|XX?|同上|管理员)$")


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about basis and approval; nothing about an approval that nobody has asked for yet."""
    today = context.today or card.drafted_on
    yield from about_basis(card, today)
    if context.release is not None:
        yield from about_release(context.release, today)


def about_basis(card: Card, today: date) -> Iterator[CardProblem]:
    """Yield that the basis is missing, undated, or due for its assessment."""
    basis = filled(card, CardField.BASIS)
    if not basis and filled(card):
        yield problem("no-basis", CardField.BASIS, "没有写依据和版本")
    for line in basis:
        found = DAY.search(line.text)
        if UNDATED in line.text:
            yield problem("undated-basis", line.field, f"依据没有施行日期：{line.text}")
        elif found and today - day_of(found) > THREE_YEARS:
            yield problem("old-plan", line.field, f"依据施行已超过3年，应先评估预案：{line.text}")


def about_release(release: Release, today: date) -> Iterator[CardProblem]:
    """Yield what an approval lacks."""
    reviewer = release.reviewed_by.strip()
    if release.version < 1:
        yield problem("no-version", CardField.BASIS, "没有版本号")
    if (
        not reviewer
        or NOBODY.match(reviewer)
        or BODY.search(reviewer)
        or PENDING.search(reviewer)
        or hidden_values(reviewer)
    ):
        yield problem("no-reviewer", CardField.BASIS, f"没有审核人{f'（“{reviewer}”不是人名）' if reviewer else ''}")
    if release.effective_on is None:
        yield problem("no-effective-date", CardField.BASIS, "没有生效日期")
    yield from about_review(release, today)


def about_review(release: Release, today: date) -> Iterator[CardProblem]:
    """Yield that the day of the next review has passed, or stands before the card takes effect."""
    if release.review_on is None:
        return
    if release.effective_on is not None and release.review_on <= release.effective_on:
        message = f"复核日期 {release.review_on} 不在生效日期 {release.effective_on} 之后"
        yield problem("review-before-effect", CardField.BASIS, message)
    elif release.review_on < today:
        yield problem("review-overdue", CardField.BASIS, f"已过复核日期 {release.review_on}，须重新核验")
