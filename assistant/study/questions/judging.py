"""True or false: a statement as it stands, or with one change that the clause, its document and the others do not say."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.guard.check import check_sentence
from assistant.study.questions.bodies import actors, alike, offices_like, same_family
from assistant.study.questions.composing import Draft
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.scales import level_mentions
from assistant.study.questions.statements import Statement, place_of, tidy
from assistant.study.questions.truths import Truths
from assistant.study.questions.values import counts_a_list, quantities, rivals

_BAN = re.compile(r"严禁|不得(?!不|超过|少于|低于|大于|高于|多于|小于|迟于|晚于)|禁止(?=[\u4e00-\u9fff])")
_BOUND = re.compile(
    r"(?:(?P<le>不超过|不得超过)|(?P<ge>不少于|不得少于|不低于|不得低于|至少))(?=\s?[\d一二两三四五六七八九十])"
)
# What nobody takes for allowed: turned round it would give itself away.
_WRONG_ITSELF = re.compile(
    "违反|违法|违规|违章|违约|非法|擅自|私自|谋取|牟取|弄虚作假|虚报|虚假|谎报|瞒报|迟报|漏报|隐瞒|隐匿|毁|篡改|伪造|变造|泄露|泄漏|挪用|截留|挤占|克扣|侵占|侵犯|侵害|"
    "损害|危害|妨碍|妨害|阻碍|阻挠|拒绝|拒不|歧视|滥用|包庇|超越|超出|盲目|冒|欺|骗|强行|强迫|强制|破坏|恶意|误导|推诿|拖延|干涉|干预|干扰|报复|刁难|贿|虐待|遗弃|诱|混乱|单独关|编造|玩忽|任何"
)
_EXCEPTION = re.compile(
    "但|除|确需|确有|；(?:没有|因|特殊|需要)"
)  # an exception to what is allowed anyway would be odd
_TOLD_BEFORE = re.compile("未经|未取得|应当|必须|应(?![急对])|严格|加强|防止|避免|确保|做到|服从")
_WITHIN = ("内为", "内是", "内属于")  # what holds for 72小时 holds for 24小时 too
_SENTENCE_END = re.compile("[。；;]")
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one change replaces; offsets in the statement's text."""

    start: int
    end: int
    new: str


Changer = Callable[[Statement, Material, random.Random], Iterator[Change]]


def judgements(material: Material, truths: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield one judgement for every statement that can be made false; true and false are equally likely."""
    for statement in material.statements:
        found = (change for changer in _CHANGERS for change in changer(statement, material, draw))
        changes = [change for change in found if not _is_quoted(statement.text, change.start)]
        draw.shuffle(changes)
        false = next((change for change in changes[:_TRIES] if is_false(statement, change, truths)), None)
        if false is not None:
            yield _draft(statement, false if draw.random() < 0.5 else None)


def _is_quoted(text: str, place: int) -> bool:
    """Tell whether a place lies in quotation marks: “禁止合闸” on a sign is no rule of its own."""
    return text[:place].count("“") > text[:place].count("”")


def _draft(statement: Statement, change: Change | None) -> Draft:
    place, span = place_of(statement.clause, words=statement.text), (statement.start, statement.end)
    if change is None:
        return Draft(
            kind=QuestionKind.TRUE_FALSE, form=AnswerForm.JUDGE, stem=f"根据{place}，{tidy(statement.text)}。", clause=statement.clause,
            span=span, keys=(span,), right=("正确",),
        )  # fmt: skip
    old = statement.text[change.start : change.end]
    place = place_of(statement.clause, hidden=old, words=statement.text)
    key = (statement.start + change.start, statement.start + change.end)
    return Draft(
        kind=QuestionKind.TRUE_FALSE, form=AnswerForm.JUDGE, stem=f"根据{place}，{tidy(changed(statement.text, change))}。",
        clause=statement.clause, span=span, keys=(key,), right=("错误",), note=f"原文为“{old}”，题中改成了“{change.new}”",
    )  # fmt: skip


def changed(text: str, change: Change) -> str:
    """Return a statement with its change."""
    return f"{text[: change.start]}{change.new}{text[change.end :]}"


def strong_changes(statement: Statement, material: Material, draw: random.Random) -> Iterator[Change]:
    """Yield the changes of a statement that nobody can take for a matter of wording."""
    for changer in _STRONG:
        yield from changer(statement, material, draw)


def is_false(statement: Statement, change: Change, truths: Truths) -> bool:
    """Tell whether no document says the changed statement and the guard holds it against the clause."""
    text = changed(statement.text, change)
    before, after = statement.text[: change.start], statement.text[change.end :]
    if truths.says(text) or truths.says_filled(before, change.new, after):
        return False
    return bool(check_sentence(text, [statement.clause.text]))


def _value_changes(statement: Statement, material: Material, draw: random.Random) -> Iterator[Change]:
    found = list(quantities(statement.text))
    taken = frozenset(one.text for one in found)
    for one in found:
        if counts_a_list(statement.text, one) or statement.text.startswith(_WITHIN, one.end):
            continue
        near = [number for number in material.numbers.get(one.unit, ()) if number != one.number]
        numbers = rivals(one, near, taken, draw)
        if numbers and statement.text.count(one.text) == 1:
            yield Change(start=one.start, end=one.start + len(one.number), new=draw.choice(numbers))


def _level_changes(statement: Statement, _: Material, draw: random.Random) -> Iterator[Change]:
    mentions = level_mentions(statement.text, loose=not statement.clause.is_article)
    if len(mentions) == 1 and mentions[0].text not in "".join(statement.clause.heading_path):
        one = mentions[0]
        place = one.scale.index(one.text)
        near = [one.scale[at] for at in (place - 1, place + 1) if 0 <= at < len(one.scale)]
        yield Change(start=one.start, end=one.end, new=draw.choice(near))


def _body_changes(statement: Statement, material: Material, draw: random.Random) -> Iterator[Change]:
    for actor in list(actors(statement.text))[:1]:
        others = [name for name in material.names if name not in statement.text]
        usable = alike(actor.name, same_family(actor.name, others))
        usable = usable or alike(actor.name, same_family(actor.name, offices_like(actor.name)))
        if usable and statement.text.count(actor.name) == 1:
            yield Change(start=actor.start, end=actor.end, new=draw.choice(usable[:4]))


def _ban_changes(statement: Statement, _: Material, draw: random.Random) -> Iterator[Change]:
    found = list(_BAN.finditer(statement.text))
    listed = found and statement.text[: found[0].start()].endswith(("或者", "或", "和", "及", "、"))
    if (
        len(found) == 1
        and found[0].start() > 0
        and not listed
        and draw.random() < 0.5
        and _is_open(statement.text, found[0])
    ):
        new = "可以" if found[0].group() == "不得" else "允许"
        yield Change(start=found[0].start(), end=found[0].end(), new=new)


def _is_open(text: str, ban: re.Match[str]) -> bool:
    """Tell whether a sentence leaves open whether it bans or allows."""
    before = _SENTENCE_END.split(text[: ban.start()])[-1]
    after = _SENTENCE_END.split(text[ban.end() :])[0]
    rest = text[ban.end() :].partition("。")[0]
    return not (_TOLD_BEFORE.search(before) or _WRONG_ITSELF.search(after) or _EXCEPTION.search(rest))


def _bound_changes(statement: Statement, _: Material, __: random.Random) -> Iterator[Change]:
    found = list(_BOUND.finditer(statement.text))
    if len(found) == 1:
        one = found[0]
        yield Change(start=one.start(), end=one.end(), new="不少于" if one["le"] else "不超过")


_CHANGERS: tuple[Changer, ...] = (_value_changes, _level_changes, _body_changes, _ban_changes, _bound_changes)
_STRONG: tuple[Changer, ...] = (_value_changes, _level_changes, _body_changes, _bound_changes)
