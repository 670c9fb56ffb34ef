"""Failure 1, 编电话、错电话: every number against its source and against the unit's contact table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.answering.reading.kinds import PHONE
from assistant.cards.check_context import CheckContext, ListedNumber
from assistant.cards.contacts import DAY, day_of
from assistant.cards.failures import problem
from assistant.cards.printed_lines import cited_text, filled, shown
from assistant.cards.rulebook import default_rulebook
from assistant.records import Card, CardField, CardLine, CardProblem

STALE_AFTER = timedelta(days=180)  # numbers are dialled again at least every half year
GROUPED = re.compile(  # as people write them: 0600-555-6112, 139 0555 1234
    r"(?<![\d.])(?:0\d{2,3}[-－—\s]\d{3,4}[-－\s]\d{4}|1[3-9]\d[-－\s]\d{4}[-－\s]\d{4})(?!\d)"
)
HOTLINE = re.compile(r"12\d{3}|9\d{4}|400[-－]?\d{3}[-－]?\d{4}")
SHORT = re.compile(r"(?:电话|拨打|短号|分机|热线|内线|小号)\D{0,3}(?P<number>\d{3,})(?![\d.]|[年月日分小米人])")
IN_PHONE_LINE = re.compile(r"(?<![\d.\-－])\d{3,}(?![\d.\-－])")
CHECKED = re.compile(r"[（(][^（）()]*核[验对][)）]")


def find(card: Card, context: CheckContext) -> Iterator[CardProblem]:
    """Yield findings about numbers."""
    lines = [(line, numbers_of(line)) for line in filled(card)]
    listed = None if context.numbers is None else {digits(one.number): one for one in context.numbers}
    for line, numbers in lines:
        for number in numbers:
            yield from about_number(card, line, number, listed)
    yield from about_table(card, listed, [number for _, numbers in lines for number in numbers])
    yield from about_days(card, context, listed)


def numbers_of(line: CardLine) -> list[str]:
    """Return every phone number on a line, in order; days of checking are none."""
    text = CHECKED.sub("", DAY.sub("", line.text))
    found = [match.group() for match in GROUPED.finditer(text)]
    text = GROUPED.sub(" ", text)
    found += [match.group() for match in PHONE.finditer(text)]
    found += [match["number"] for match in SHORT.finditer(text)]
    if line.field is CardField.PHONE:
        rest = PHONE.sub(" ", text)
        found += IN_PHONE_LINE.findall(re.sub(r"24小时", "", rest))
    return list(dict.fromkeys(found))


def digits(number: str) -> str:
    """Return a number without its dashes."""
    return re.sub(r"\D", "", number)


def digits_of(text: str) -> str:
    """Return a text with the dashes inside its numbers taken out."""
    return re.sub(r"(?<=\d)[-－—](?=\d)", "", text)


def about_number(
    card: Card, line: CardLine, number: str, listed: dict[str, ListedNumber] | None
) -> Iterator[CardProblem]:
    """Yield what is wrong with one number on one line."""
    if line.markers and digits(number) not in digits_of(cited_text(card, line)):
        yield problem("phone-not-in-source", line.field, f"“{number}”不在所引来源中：{shown(line)}")
    if number in default_rulebook().public_numbers or listed is None or digits(number) in listed:
        return
    if HOTLINE.fullmatch(number):
        yield problem("hotline-to-verify", line.field, f"“{number}”是服务热线，不在本单位通讯录中，印前须核实用途")
    elif listed:
        yield problem("phone-not-listed", line.field, f"“{number}”不在本单位通讯录中：{shown(line)}")


def about_table(card: Card, listed: dict[str, ListedNumber] | None, numbers: list[str]) -> Iterator[CardProblem]:
    """Yield that the unit has no contact table, or that the card reaches nobody of the unit."""
    known = default_rulebook().public_numbers
    own = [number for number in numbers if number not in known]
    if listed == {} and own:
        message = f"库中没有本单位通讯录，{len(own)} 个号码无从核对：{own[0]}"
        yield problem("no-contact-table", CardField.PHONE, message)
    phones = [line for line in filled(card, CardField.PHONE)]
    if phones and all(set(numbers_of(line)) <= set(known) for line in phones):
        yield problem("no-own-phone", CardField.PHONE, "只有公知号码，没有本单位联络电话")


def about_days(card: Card, context: CheckContext, listed: dict[str, ListedNumber] | None) -> Iterator[CardProblem]:
    """Yield numbers that nobody has dialled for half a year, and how many have no day at all."""
    today = context.today or card.drafted_on
    undated = []
    for line in filled(card, CardField.PHONE):
        if set(numbers_of(line)) <= set(default_rulebook().public_numbers):
            continue
        day = day_checked(line, listed)
        if day is None:
            undated.append(line)
        elif today - day > STALE_AFTER:
            yield problem("stale-phone", line.field, f"电话核验已超过180天，须重新核验：{line.text}")
    if undated:
        message = f"{len(undated)} 个电话没有核验日期：{shown(undated[0])}"
        yield problem("undated-phone", CardField.PHONE, message)


def day_checked(line: CardLine, listed: dict[str, ListedNumber] | None) -> date | None:
    """Return the day a number was last checked: as the contact table says today, else as printed."""
    days = [listed[digits(one)].checked_on for one in numbers_of(line) if listed and digits(one) in listed]
    known = [day for day in days if day is not None]
    printed = DAY.search(line.text)
    return max(known) if known else day_of(printed) if printed else None
