"""Which other documents a text retires, and which version of them.

Recognised: 《X》同时废止, several in one sentence, a list under 下列…予以废止：, an annex of a decision to repeal, and a day
before the name (1999年1月1日…发布的《X》), which retires that version only. A clause of a document (《X》第三条), a
condition (《X》废止前), another basis (依照《X》) and 与本法不一致的以本法为准 retire nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.metadata.days import find_days
from ingest.metadata.title import strip_title
from kb.records import Span
from kb.standing import repeal_of

_STATED = r"(?:同时|予以|即行|相应|一并|自行|均|亦|宣布|决定|随之|也)?(?:废止|失效|停止(?:执行|施行|使用|实施))|不再(?:适用|执行|施行)"
_REPEAL_RE = re.compile(
    rf"(?:(?:同时|予以|即行|相应|一并|自行|均|亦)(?:废止|失效|停止(?:执行|施行))|(?:》|[）)])\s*(?:{_STATED}))"
    r"(?!前|后|之|的|时|或者|以前|以后|、|案|程序|决定|申请|意见|建议)"
)
_NAME_RE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,80}》){1,120})》|<<([^<>]{4,60})>>")
_PART_RE = re.compile(
    r"^\s*(?:[（(][^）)]*[）)])?\s*(?:第[一二三四五六七八九十百\d]+[条章款项节]|中|里|内的|有关|的有关|关于|的相关|相关|部分|附件|所附)"
)
_IMPLEMENTING_RE = re.compile(r"^(?:的)?(实施(?:细则|办法|条例|意见))")
_BASIS_RE = re.compile(r"(?:依照|根据|依据|按照|违反|适用|执行|参照|与|经|按)$")
_OWN_START_RE = re.compile(r"日\s*起")
_PARENTHESIS_RE = re.compile(r"[（(][^）)]*[）)]")
_AMENDED_RE = re.compile(r"修改(?:的决定)?$")
_LIST_RE = re.compile(
    r"(?:下列|以下|如下|附件|目录|所列)[^。\n]{0,60}(?:予以废止|废止|失效|停止执行)[^。\n：:]{0,24}[：:]?\s*$"
    r"|(?:废止|失效)[^。\n]{0,16}(?:下列|以下|如下)[^。\n]{0,40}[：:]\s*$",
    re.MULTILINE,
)
_ITEM_RE = re.compile(
    r"^[\s\u3000\-*]*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,4})[）)]?\s*[.．、:：]?|[①-⑳])\s*(?=\S)"
)
_ITEM_TITLE_RE = re.compile(
    r"^(?:[^《》\n（(]{0,40}?)((?:关于|[\u4e00-\u9fff])[^《》\n（(；;。]{1,70}?(?:法|条例|办法|规定|细则|规则|决定|决议|通知|意见|标准|规程|制度|预案|方案))"
    r"(?=[（(；;。\s]|$)"
)
_DECIDES_RE = re.compile(r"关于(?:废止|公布废止|宣布(?:失效|废止)|废止和宣布失效)")
_ANNEX_RE = re.compile(
    r"^[\s\u3000]*附\s*[件录][一二三四五\d]*\s*[：:]?[^\n]*\n(?:[^\n]*(?:废止|失效)[^\n]*目录[^\n]*\n)?", re.MULTILINE
)
# 一、废止《X》（1992年9月19日…通过）; 决定废止《X》
_VERB_FIRST_RE = re.compile(
    r"(?:(?:^|\n)[\s\u3000]*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、])?\s*|决定[：:]?\s*|[，；]\s*)"
    r"废止\s*(?=《)[^。\n；;]{2,800}"
)
_SENTENCE_ENDS = "。\n；;"
_MOST_ITEMS = 400
_LONGEST_SENTENCE = 800  # a hostile text has no stops
_LOOK_AHEAD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repeal:
    title: str
    span: Span


def read_repeals(text: str, title: str = "") -> tuple[tuple[str, ...], Span | None]:
    """Return what the text retires, as `kb.standing.repeal_of` writes it, and the span of the first such sentence.

    Args:
        title: The document's own title; a decision to repeal lists in its annex what it retires.
    """
    if "废止" not in text and "失效" not in text and "停止" not in text and "不再" not in text:
        return (), None
    found = [*_in_sentences(text), *_verb_first(text), *_in_lists(text), *_in_annex(text, title)]
    found.sort(key=lambda one: one.span.start)
    return tuple(dict.fromkeys(one.title for one in found)), found[0].span if found else None


def _in_sentences(text: str) -> Iterator[_Repeal]:
    done = 0
    for match in _REPEAL_RE.finditer(text):
        earliest = max(done, match.start() - _LONGEST_SENTENCE)
        start = max(earliest, *(text.rfind(mark, earliest, match.start()) + 1 for mark in _SENTENCE_ENDS))
        done, span = match.end(), Span(start=start, end=match.end())
        for name in _names_in(text[start : match.end()]):
            yield _Repeal(title=name, span=span)


def _names_in(sentence: str) -> Iterator[str]:
    previous = 0
    for match in _NAME_RE.finditer(sentence):
        before, after = sentence[previous : match.start()], sentence[match.end() : match.end() + _LOOK_AHEAD]
        previous = match.end()
        name = strip_title(match[1] or match[2])
        implementing = _IMPLEMENTING_RE.match(after)
        if implementing is not None:
            name += implementing[1]
        if _PART_RE.match(after) or _BASIS_RE.search(before.rstrip()) or _AMENDED_RE.search(before.rstrip()):
            continue
        # 本条例自2022年8月1日起施行，《X》同时废止: that day is the document's own.
        days = list(find_days(_OWN_START_RE.split(before)[-1]))
        yield repeal_of(name, days[-1].day if days else None)


def _verb_first(text: str) -> Iterator[_Repeal]:
    for match in _VERB_FIRST_RE.finditer(text):
        span = Span(start=match.start() + len(match[0]) - len(match[0].lstrip()), end=match.end())
        for name in _NAME_RE.finditer(match[0]):
            after = match[0][name.end() : name.end() + _LOOK_AHEAD]
            if not _PART_RE.match(after) and not after.startswith("的"):
                day = next((found.day for found in find_days(_leading_parenthesis(after))), None)
                yield _Repeal(title=repeal_of(strip_title(name[1] or name[2]), day), span=span)


def _leading_parenthesis(text: str) -> str:
    match = _PARENTHESIS_RE.match(text)
    return match[0] if match is not None else ""


def _in_lists(text: str) -> Iterator[_Repeal]:
    """Yield the numbered lines under a sentence that announces what is retired."""
    for match in _LIST_RE.finditer(text):
        yield from _items(text, match.end() + 1)


def _in_annex(text: str, title: str) -> Iterator[_Repeal]:
    """Yield the items of the annex of a decision that does nothing but retire."""
    if not _DECIDES_RE.search(title) or "修改" in title:
        return
    for annex in _ANNEX_RE.finditer(text):
        yield from _items(text, annex.end())


def _items(text: str, position: int) -> Iterator[_Repeal]:
    for _ in range(_MOST_ITEMS):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        number = _ITEM_RE.match(line)
        if line.strip() and (number is None or _REPEAL_RE.search(line)):
            return
        if number is not None:
            name = _item_title(line[number.end() :])
            if name:
                yield _Repeal(title=name, span=Span(start=position, end=end))
        if end == len(text):
            return
        position = end + 1


def _item_title(item: str) -> str:
    quoted = _NAME_RE.search(item)
    if quoted is not None:
        if _PART_RE.match(item[quoted.end() :]):
            return ""
        name, around = quoted[1] or quoted[2], item[: quoted.start()] + item[quoted.end() :]
    else:
        plain = _ITEM_TITLE_RE.match(item)
        if plain is None:
            return ""
        name, around = plain[1], item.replace(plain[1], "", 1)
    day = next((found.day for found in find_days(around)), None)
    return repeal_of(strip_title(name), day)
