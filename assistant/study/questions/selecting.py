"""Questions on whole lists: several right options among items of other lists, and short answers scored by the items."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.study.questions.composing import Draft
from assistant.study.questions.listings import Item, Listing
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.statements import place_of
from assistant.study.questions.truths import Truths, contained, overlap, squeezed

_LONGEST_OPTION = 60
_OPTIONS = 4
FEWEST_FOR_TWO = 4  # items that a first question has to leave for a second one
_LONGEST_KEY = 380  # characters of all points of a short answer
_LIKE_ITS_LIST = 0.4  # share of a distractor's pairs that the clause may hold
_FEWEST_POINTS, _MOST_POINTS = 3, 8
# Items of lists of one group have one form: duties are acts, materials are things.
_GROUPS = (
    "权利|职责|义务|任务|工作|责任|权限|职权", "要求|规定|条件|原则|标准|准则", "措施|办法|方式|手段", "材料|资料|文件|证件", "内容|事项|信息|要素", "情形|情况",
    "行为|活动", "区域|场所|地点|范围|设施", "单位|人员|部门|机构|组织",
)  # fmt: skip
_SHARED_GROUPS = frozenset(one for one in _GROUPS if "情形" in one or "要求" in one or "措施" in one)
_RULING = re.compile("应当|予以|不予|可以|不得|必须|禁止|严禁")
_NAMED = re.compile("^[^，。；]{2,14}[:：]")
_PAPER = re.compile("(?:材料|文件|证明|说明|证书|报告|资料|复印件)$")
_ENDINGS = (
    ("，主要职责是", "，其主要职责是{what}"), ("，其主要职责是", "，其主要职责是{what}"), ("主要职责是", "的主要职责是{what}"), ("职责是", "的职责是{what}"),
    ("职责为", "的职责是{what}"), ("包括", "包括{what}"), ("载明", "载明{what}"), ("应当明确", "应当明确{what}"), ("内容为", "的内容是{what}"),
)  # fmt: skip
_COUNTED = re.compile(
    r"^(?:一[个项]或(?:者)?[多几][个项]|(?:[一二两三四五六七八九十\d]+(?:个?方面|[个类种项点条款等级]))+)的?"
)
_CONDITION = re.compile(
    r"(?:(?<![工器机])具有|有|存在|属于|符合|出现|发生|具备)?\{which\}(?:[\u4e00-\u9fff]{0,2})情[形况](?:(?:之一)?的?，|之一的?$)"
)


def list_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield the questions on the lists of a document."""
    for listing in material.listings:
        question = asking(listing.lead)
        if not question:
            continue
        yield from _multiples(listing, question, material, draw)
        short = _short(listing, question)
        if short is not None:
            yield short


def asking(lead: str) -> str:
    """Turn what announces a list into a question with {which}; "" when it does not become readable Chinese.

    有下列情形之一的，应当修订 → 有{which}情形之一的，应当修订.
    """
    text = lead.rstrip("：:，, ")
    found = re.search("下列|以下(?![简])|如下", text)
    if found:
        if len(re.findall("下列|以下|如下", text)) > 1 or found.group() == "如下":
            return ""
        after = _COUNTED.sub("", text[found.end() :])
        return f"{text[: found.start()]}{{which}}{after}" if after else ""
    for ending, asked in _ENDINGS:
        if text.endswith(ending):
            return re.sub("的的", "的", text[: -len(ending)] + asked)
    return ""


def for_choice(question: str) -> str:
    """Return the question of a multiple choice."""
    if question.endswith("{what}"):
        return f"{question.removesuffix('{what}')}（　　）。"
    text = _CONDITION.sub("出现下列哪些情形时，", question).replace("{which}", "下列哪些").replace("之一", "")
    return f"{text.rstrip('，')}？（　　）"


def for_words(question: str) -> str:
    """Return the question of a short answer."""
    text = (
        _CONDITION.sub("出现哪些情形时，", question)
        .replace("{which}", "哪些")
        .replace("{what}", "哪些" if "内容" in question or "职责" in question else "哪些内容")
    )
    text = text.replace("之一", "").replace("是哪些", "有哪些")
    return f"{text.rstrip('，')}？"


def group_of(lead: str) -> str:
    """Return what kind of things a list holds; "" for none that is known."""
    after = re.split("下列|以下", lead)[-1]
    found = [(after.find(word), group) for group in _GROUPS for word in group.split("|") if word in after]
    return min(found)[1] if found else ""


def _multiples(listing: Listing, question: str, material: Material, draw: random.Random) -> Iterator[Draft]:
    """Yield a multiple choice, of a long list a second one on the items that the first left."""
    first = _multiple(listing, question, material, draw)
    if first is None:
        return
    yield first
    left = tuple(item for item in listing.items if item.text not in first.right)
    if len(left) >= FEWEST_FOR_TWO:
        second = _multiple(replace(listing, items=left), question, material, draw, used=first.wrong)
        if second is not None:
            yield second


def _multiple(
    listing: Listing, question: str, material: Material, draw: random.Random, used: Sequence[str] = ()
) -> Draft | None:
    if re.search("不得|禁止|严禁", listing.lead):
        return None  # what one rule forbids another may forbid without a word
    foreign = [text for text in foreign_items(listing, material, draw) if text not in used]
    counts = draw.sample((2, 3), 2)
    pairs = (_options(listing, foreign, count, draw) for count in (*counts, *counts))
    found = next((pair for pair in pairs if pair is not None), None)
    if found is None:
        return None
    chosen, wrong = found
    return Draft(
        kind=QuestionKind.MULTIPLE, form=AnswerForm.SEVERAL, stem=f"根据{place_of(listing.clause, words=listing.lead)}，{for_choice(question)}", clause=listing.clause,
        span=(listing.start, listing.end), keys=tuple((item.start, item.end) for item in sorted(chosen, key=lambda one: one.start)),
        right=tuple(item.text for item in chosen), wrong=tuple(wrong),
    )  # fmt: skip


def _options(
    listing: Listing, foreign: Sequence[str], count: int, draw: random.Random
) -> tuple[list[Item], list[str]] | None:
    """Draw right options and distractors of one length and form; None when there are not enough."""
    items = [item for item in listing.items if len(item.text) <= _LONGEST_OPTION]
    if len(items) < count:
        return None
    chosen = _alike(items, count, draw)
    wrong = _matching(foreign, chosen, _OPTIONS - count)
    return (chosen, wrong) if len(wrong) == _OPTIONS - count and not _betrays(chosen, wrong) else None


def foreign_items(listing: Listing, material: Material, draw: random.Random) -> list[str]:
    """Return items of other lists of the document that the clause of this list says nothing of."""
    own, group = listing.clause.text, group_of(listing.lead)
    found = [
        item.text
        for other in material.listings
        if other.clause is not listing.clause
        and other.inline is listing.inline
        and group_of(other.lead) == group
        and overlap(other.lead, listing.lead) < (0.55 if "情形" in group else 0.75)
        and not _is_sister(other, listing)
        for item in other.items
        if len(item.text) <= _LONGEST_OPTION
        and overlap(item.text, own) < _LIKE_ITS_LIST
        and not any(contained(item.text, mine.text) for mine in listing.items)
    ]
    unique = sorted(set(found))
    draw.shuffle(unique)
    return unique


def _is_sister(other: Listing, listing: Listing) -> bool:
    """Tell whether two lists of conditions stand under one heading for two scenes: what moves people in one may in the other."""
    titles = {one.clause.headings[-1].title for one in (other, listing) if not one.clause.is_article}
    return len(titles) == 1 and titles != {""} and group_of(listing.lead) in _SHARED_GROUPS


def _alike(items: Sequence[Item], count: int, draw: random.Random) -> list[Item]:
    """Draw items, the middle lengths first: very long or short ones stand out."""
    ordered = sorted(items, key=lambda item: len(item.text))
    spare = max(0, len(ordered) - count - 2) // 2
    return draw.sample(ordered[spare : len(ordered) - spare], count)


def _matching(foreign: Sequence[str], chosen: Sequence[Item], count: int) -> list[str]:
    """Return distractors of about the length of the right options, none alike."""
    lengths = [len(item.text) for item in chosen]
    low, high = (
        max(min(lengths) * 0.6, max(lengths) / 2.9),
        min(max(lengths) * 1.5, max(min(lengths) * 2.9, min(lengths) + 4)),
    )
    kept: list[str] = []
    for text in foreign:
        if (
            low <= len(text) <= high
            and _same_form(text, chosen)
            and all(overlap(text, other) < 0.5 for other in (*kept, *(item.text for item in chosen)))
        ):
            kept.append(text)
        if len(kept) == count:
            break
    return kept


def _same_form(text: str, chosen: Sequence[Item]) -> bool:
    """Tell whether a distractor is built as the right options are: a ruling among facts, or a paper among facts, stands out."""
    for form in (_RULING, _PAPER):
        if form.search(text) and not any(form.search(item.text) for item in chosen):
            return False
    if all(_RULING.search(item.text) for item in chosen) and not _RULING.search(text):
        return False
    if not any(item.text.endswith("的") for item in chosen) and text.endswith("的"):
        return False
    return len({_NAMED.match(one) is None for one in (text, *(item.text for item in chosen))}) == 1


def _betrays(chosen: Sequence[Item], wrong: Sequence[str]) -> bool:
    """Tell whether a common form parts the right options from the wrong: all begin with one word, none of the others does."""
    heads = {item.text[:2] for item in chosen}
    tails = {squeezed(item.text)[-1:] for item in chosen}
    others = {text[:2] for text in wrong}
    ends = {squeezed(text)[-1:] for text in wrong}
    apart = (len(heads) == 1 and not heads & others) or (len(tails) == 1 and not tails & ends)
    return apart or (len(wrong) > 1 and len(ends) == 1 and not tails & ends)


def _short(listing: Listing, question: str) -> Draft | None:
    if not _FEWEST_POINTS <= len(listing.items) <= _MOST_POINTS or listing.open:
        return None
    if sum(len(item.text) for item in listing.items) > _LONGEST_KEY:
        return None
    return Draft(
        kind=QuestionKind.SHORT_ANSWER, form=AnswerForm.TEXT, stem=f"根据{place_of(listing.clause, words=listing.lead)}，{for_words(question)}", clause=listing.clause,
        span=(listing.start, listing.end), keys=tuple((item.start, item.end) for item in listing.items),
        answer="\n".join(f"（{number}）{item.text}" for number, item in enumerate(listing.items, start=1)),
    )  # fmt: skip
