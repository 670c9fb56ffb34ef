"""Questions on whole lists: several right options among items of other lists, and short answers scored by the items."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from assistant.study.questions.composing import Draft
from assistant.study.questions.listings import Item, Listing
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.statements import place_of
from assistant.study.questions.truths import Truths, contained, overlap, squeezed

_LONGEST_OPTION = 60
_LIKE_ITS_LIST = 0.4  # share of a distractor's pairs that the clause may hold
_FEWEST_POINTS, _MOST_POINTS = 3, 8
_COLLECTIVE = r"(?P<what>[\u4e00-\u9fff]{0,14}?(?:情形|条件|职责|内容|要求|措施|材料|行为|事项|义务|工作|任务|规定|原则|资料|信息|设施|程序|方式|标准|类别|类型|权利|权限|制度|人员|单位|场所|文件|作业|设备|因素|情况|活动|证明|项目|依据|器材|物资|机构|责任|区域|方面|安全职责|处置措施))"
_BELOW = re.compile(
    rf"(?:符合|有|具备|具有|履行|采取|提交|包括|遵守|承担|制定|落实|属于|做好|负有|从事|实施)?(?:下列|以下|如下)(?:[一二三四五六七八九十]+[项个类种])?{_COLLECTIVE}?"
)
_CONDITION = re.compile(r"之一的?[，,]?")


def list_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield the questions on the lists of a document."""
    for listing in material.listings:
        question = asking(listing.lead)
        if not question:
            continue
        multiple = _multiple(listing, question, material, draw)
        if multiple is not None:
            yield multiple
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
        return text[: found.start()] + "{which}" + text[found.end() :]
    for ending, asked in (("主要职责是", "的主要职责是{what}"), ("职责是", "的职责是{what}"), ("的职责为", "的职责是{what}"), ("包括", "包括{what}"), ("应当载明", "应当载明{what}"), ("应当明确", "应当明确{what}"), ("载明", "载明{what}"), ("内容为", "的内容是{what}")):  # fmt: skip
        if text.endswith(ending):
            return re.sub("的的", "的", text[: -len(ending)] + asked)
    return ""


def for_choice(question: str) -> str:
    """Return the question of a multiple choice."""
    return question.replace("{which}", "下列哪些").replace("{what}", "").replace("之一", "") + "（　　）"


def for_words(question: str) -> str:
    """Return the question of a short answer."""
    text = question.replace("{which}", "哪些").replace("{what}", "哪些").replace("之一", "")
    return text.replace("是哪些", "有哪些")


def _multiple(listing: Listing, question: str, material: Material, draw: random.Random) -> Draft | None:
    items = [item for item in listing.items if len(item.text) <= _LONGEST_OPTION]
    foreign = foreign_items(listing, material, draw)
    count = draw.choice((2, 3)) if foreign else 0
    total = 4
    if len(items) < count or not count:
        return None
    chosen = _alike(items, count, draw)
    wrong = _matching(foreign, chosen, total - count)
    if len(wrong) < total - count or _betrays(chosen, wrong):
        return None
    words = for_choice(question)
    tail = "" if words.endswith("（　　）") else "（　　）"
    return Draft(
        kind=QuestionKind.MULTIPLE, form=AnswerForm.SEVERAL, stem=f"根据{place_of(listing.clause)}，{words}{tail}。", clause=listing.clause,
        span=(listing.start, listing.end), keys=tuple((item.start, item.end) for item in sorted(chosen, key=lambda one: one.start)),
        right=tuple(item.text for item in chosen), wrong=tuple(wrong),
    )  # fmt: skip


def foreign_items(listing: Listing, material: Material, draw: random.Random) -> list[str]:
    """Return items of other lists of the document that the clause of this list says nothing of."""
    own = listing.clause.text
    found = [
        item.text
        for other in material.listings
        if other.clause is not listing.clause
        and other.inline is listing.inline
        and overlap(other.lead, listing.lead) < 0.75
        for item in other.items
        if len(item.text) <= _LONGEST_OPTION
        and overlap(item.text, own) < _LIKE_ITS_LIST
        and not any(contained(item.text, mine.text) for mine in listing.items)
    ]
    unique = sorted(set(found))
    draw.shuffle(unique)
    return unique


def _alike(items: Sequence[Item], count: int, draw: random.Random) -> list[Item]:
    """Draw items, the middle lengths first: very long or short ones stand out."""
    ordered = sorted(items, key=lambda item: len(item.text))
    spare = max(0, len(ordered) - count - 2) // 2
    return draw.sample(ordered[spare : len(ordered) - spare], count)


def _matching(foreign: Sequence[str], chosen: Sequence[Item], count: int) -> list[str]:
    """Return distractors of about the length of the right options, none alike."""
    lengths = [len(item.text) for item in chosen]
    low, high = min(lengths) * 0.6, max(lengths) * 1.5
    kept: list[str] = []
    for text in foreign:
        if low <= len(text) <= high and all(
            overlap(text, other) < 0.5 for other in (*kept, *(item.text for item in chosen))
        ):
            kept.append(text)
        if len(kept) == count:
            break
    return kept


def _betrays(chosen: Sequence[Item], wrong: Sequence[str]) -> bool:
    """Tell whether a common form parts the right options from the wrong: all begin with one word, none of the others does."""
    heads = {item.text[:2] for item in chosen}
    tails = {squeezed(item.text)[-1:] for item in chosen}
    others = {text[:2] for text in wrong}
    ends = {squeezed(text)[-1:] for text in wrong}
    return len(chosen) > 1 and ((len(heads) == 1 and not heads & others) or (len(tails) == 1 and not tails & ends))


def _short(listing: Listing, question: str) -> Draft | None:
    if not _FEWEST_POINTS <= len(listing.items) <= _MOST_POINTS or listing.open:
        return None
    words = for_words(question)
    ending = "" if words.endswith("？") else "？"
    return Draft(
        kind=QuestionKind.SHORT_ANSWER, form=AnswerForm.TEXT, stem=f"根据{place_of(listing.clause)}，{words}{ending}", clause=listing.clause,
        span=(listing.start, listing.end), keys=tuple((item.start, item.end) for item in listing.items),
        answer="\n".join(f"（{number}）{item.text}" for number, item in enumerate(listing.items, start=1)),
    )  # fmt: skip
