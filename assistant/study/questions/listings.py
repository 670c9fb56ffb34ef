"""Lists that a clause gives in full: numbered items under a sentence that announces them, or names joined by 、 in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.study.questions.clauses import Clause, Line
from assistant.study.questions.statements import is_printable, points_away

FEWEST, MOST = 3, 12
_CATCH_ALL = re.compile(
    r"^(?:其他|其它|法律、|法律法规|国家规定的其他|依法|国家和|上级|.{0,24}(?:其他|规定的其他|等其他))|其他.{0,16}$|(?:规定|约定|明确|交办|授权)(?:应当|可以|需要|必须|由)?.{0,16}(?:事项|职责|情形|条件|工作|义务|权利|职权|内容|材料|行为|任务|要求)$|^按照.{0,14}规定应当|^认为(?:有必要|需要)|^(?:国家|省|市|本市|本省)?.{0,4}规定的"
)
_INLINE = re.compile(
    r"^(?P<lead>[^，。；、：:]{4,40}?(?:包括|应当载明|应当包括|应当明确|主要包括|应包括|载明|内容包括|内容为|由下列))[:：]?(?P<items>[^。；;：:]{12,160})[。；;]?$"
)
_PART = re.compile(
    r"、|，(?=以及|并)|以及|(?<=[\u4e00-\u9fff]{2})和(?=[^、]{2,14}$)|(?<=[\u4e00-\u9fff]{2})及(?=[^、其时]{2,14}$)"
)
_BAD_LEAD = re.compile(
    r"^[一二三四五六七八九十]{1,3}、|^由于|分别|相应|除|例外|之外|但|前款|前条|本条|前项|上述|依照|第[一二三四五六七八九十百\d]+[条款项]|：.*：|处(?:以)?.*罚|罚款|予以处罚|给予|拘留|处分|构成|追究|用语|含义"
)
_NO_MATTER = re.compile("具备|符合|有|经|对|凡|因|在|属于|出现|发生")
_BARE_PAPER = re.compile(
    "[\u4e00-\u9fff]{2,4}(?:应当|应|必须|须|至少)?(?:包括|载明|写明|标明|具备|符合)"
)  # 申请书应当包括: whose?
_ANNOUNCED = re.compile(
    r"下列|以下|如下|是[:：]$|包括[:：]$|为[:：]$|有[:：]$|职责[:：]$|内容[:：]$|要求[:：]$|措施[:：]$|条件[:：]$|情形[:：]$|之一"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list with its offsets in the document; the end mark is outside."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list.

    Attributes:
        lead: What announces it, without its end mark.
        items: Those that name something; catch-alls (其他…) are left out and make `open` true.
        inline: Its items stand in one sentence.
        start, end: From the lead to the last item.
    """

    clause: Clause
    lead: str
    items: tuple[Item, ...]
    inline: bool
    open: bool
    start: int
    end: int


def listings_of(clause: Clause) -> Iterator[Listing]:
    """Yield the lists of a clause whose lead names its matter and whose items can be printed."""
    for number, line in enumerate(clause.lines):
        numbered = clause.items_after(number)
        found = _numbered(clause, line, numbered) if numbered else _in_line(clause, line)
        if found is not None:
            yield found


def _numbered(clause: Clause, lead: Line, lines: tuple[Line, ...]) -> Listing | None:
    words = lead.text.rstrip("：: ")
    if not _usable_lead(words) or not _ANNOUNCED.search(lead.text) or _leans_on_opening(clause, lead):
        return None
    last = words.rfind("。")
    words = words[last + 1 :] if last >= 0 and len(words) - last > 12 else words
    named = [line for line in lines if not _CATCH_ALL.search(_stripped(line.text))]
    items = tuple(
        Item(text=_stripped(line.text), start=line.start, end=line.start + len(_stripped(line.text))) for line in named
    )
    if not FEWEST <= len(items) <= MOST or len(words) < 8 or not all(_usable_item(item.text) for item in items):
        return None
    return Listing(
        clause=clause,
        lead=words,
        items=items,
        inline=False,
        open=len(named) < len(lines),
        start=lead.start,
        end=lines[-1].end,
    )


def _leans_on_opening(clause: Clause, lead: Line) -> bool:
    """Tell whether a later paragraph of an article announces a list without saying of what: 具备下列条件者，应当予以登记."""
    later = clause.is_article and lead is not clause.lines[0]
    return later and (_NO_MATTER.match(lead.text) or _BARE_PAPER.match(lead.text)) is not None


def _in_line(clause: Clause, line: Line) -> Listing | None:
    found = _INLINE.match(line.text)
    if not found or line.lead >= 0 or not _usable_lead(found["lead"]) or "等" in _PART.split(found["items"])[-1]:
        return None
    items: list[Item] = []
    at = found.start("items")
    text = found["items"].rstrip("。；; ")
    cuts = [0, *(place for one in _PART.finditer(text) for place in one.span()), len(text)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        if not _CATCH_ALL.search(text[start:end]):
            items.append(Item(text=text[start:end], start=line.start + at + start, end=line.start + at + end))
    short = all(
        2 <= len(item.text) <= 22 and not re.search(r"[，,（(]|的$|^的|等$|^并|^应", item.text) for item in items
    )
    if not 4 <= len(items) <= MOST or not short or not is_printable(line.text) or points_away(line.text):
        return None
    return Listing(
        clause=clause,
        lead=found["lead"],
        items=tuple(items),
        inline=True,
        open=len(items) < len(cuts) // 2,
        start=line.start,
        end=line.end,
    )


def _usable_lead(text: str) -> bool:
    return len(text) <= 90 and not _BAD_LEAD.search(text) and is_printable(text)


def _usable_item(text: str) -> bool:
    return (
        3 <= len(text) <= 110
        and is_printable(text)
        and not re.search(r"[（(][一1][）)]|[:：]$", text)
        and not _leans(text)
    )


def _leans(text: str) -> bool:
    return (
        re.search(r"前款|前条|前项|本条|本款|上述|前述|上列|第[一二三四五六七八九十百\d]+[款项]|同上", text) is not None
    )


def _stripped(text: str) -> str:
    return text.rstrip("。；;，, ")
