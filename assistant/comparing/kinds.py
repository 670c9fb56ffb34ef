"""What kind of thing a change touches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.comparing.records import KINDS_BY_WEIGHT, ChangeKind
from assistant.comparing.values import Value, duties_in, names_in, titles_in, told_by_role, values_in

Places = tuple[tuple[int, int], tuple[int, int]]
LEAST_CONTENT = 8  # characters more or less that are more than wording
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_WHO = re.compile(r"姓名|责任人|负责人|联系人|组长|保管|岗位|部门|单位|职务|人员|主体|牵头|领导|成员|角色")
_PHONE = re.compile(r"电话|手机|号码|联系方式|传真")
_WITHIN = re.compile(r"时限|时间|期限")
_COUNT = re.compile(r"数量|人数|户数|标准|雨量|水位|阈值|指标|容量|规格")
_COLUMNS = (
    (_PHONE, ChangeKind.PHONE),
    (_WITHIN, ChangeKind.LIMIT),
    (_COUNT, ChangeKind.NUMBER),
    (_WHO, ChangeKind.BODY),
)
_TELLING = re.compile(r"[国省市县区镇乡村副]|分管|主要|常务|第一")
_ITEM_NUMBER = re.compile(r"[一二三四五六七八九十\d]{1,3}")
_OF_OTHERS = re.compile(r"》\s*(?:的|中)?$")
_PUNCTUATION = re.compile(r"[\W_]+")
_PARTICLES = re.compile(r"[的了和与及并或者等其该所之以对在将把被于由]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What has to be known beside the two texts.

    Attributes:
        columns: Heads of the columns when the clause is a row.
        numbers: Old number of a clause → its new one, as values of the guard: ("clause-条", "12") → "13".
    """

    columns: tuple[str, ...] = ()
    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)


def kind_of(old: str, new: str, places: Places, around: Surroundings) -> ChangeKind:
    """Return the kind of the change at two places of two plain texts; of several, the weightiest."""
    (old_start, old_end), (new_start, new_end) = places
    was, now = old[old_start:old_end], new[new_start:new_end]
    if _is_item_number(old, new, places):
        return ChangeKind.FOLLOWED
    values = _value_kinds(old, new, places, around)
    weighty = [kind for kind in values if kind is not ChangeKind.FOLLOWED]
    if weighty:
        return min(weighty, key=KINDS_BY_WEIGHT.index)
    if not _PUNCTUATION.sub("", was + now):
        return ChangeKind.WORDING
    found = _named_kind(old, new, places, around)
    if found is None:
        found = ChangeKind.FOLLOWED if values else ChangeKind.CONTENT if _is_content(was, now) else ChangeKind.WORDING
    return found


def _named_kind(old: str, new: str, places: Places, around: Surroundings) -> ChangeKind | None:
    """Return the kind of a change of obligation, column, document or body, None when it is none of them."""
    (old_start, old_end), (new_start, new_end) = places
    was, now = old[old_start:old_end], new[new_start:new_end]
    if sorted(duties_in(was)) != sorted(duties_in(now)):
        a_sentence = not (was and now) and len(was + now) >= LEAST_CONTENT
        return ChangeKind.CONTENT if a_sentence else ChangeKind.DUTY
    column = _column_kind(old, old_start, new, new_start, around.columns)
    if column is not None:
        return column
    if titles_in(was) != titles_in(now):
        return ChangeKind.BASIS
    return ChangeKind.BODY if _names_differ(old, new, places) else None


def _is_item_number(old: str, new: str, places: Places) -> bool:
    """Tell whether only the number of an item of a list is another one: （三） after an item was put in."""
    return all(
        _ITEM_NUMBER.fullmatch(text[start:end]) and text[start - 1 : start] in "(" and text[end : end + 1] == ")"
        for text, (start, end) in zip((old, new), places, strict=True)
    )


def _value_kinds(old: str, new: str, places: Places, around: Surroundings) -> list[ChangeKind]:
    """Return the kinds of the values that stand on one side only; of equal ones nothing."""
    was, now = (_inside(text, place) for text, place in zip((old, new), places, strict=True))
    gone = [one for one in was if not any(one.equals(other) for other in now)]
    come = [one for one in now if not any(one.equals(other) for other in was)]
    kinds = []
    for one in gone:
        followed = next((other for other in come if _followed(one, other, old, around)), None)
        if followed is not None:
            come.remove(followed)
            kinds.append(ChangeKind.FOLLOWED)
        else:
            kinds.append(one.kind)
    return [*kinds, *(one.kind for one in come)]


def _inside(text: str, place: tuple[int, int]) -> list[Value]:
    start, end = place
    return [one for one in values_in(text) if one.start < end and start < one.end]


def _followed(one: Value, other: Value, old: str, around: Surroundings) -> bool:
    """Tell whether a reference only follows the new number of the clause it points at."""
    if _OF_OTHERS.search(old[max(0, one.start - 4) : one.start]):
        return False
    key = one.mention.dimension, one.mention.value
    return one.mention.dimension == other.mention.dimension and around.numbers.get(key) == other.mention.value


def _column_kind(old: str, old_at: int, new: str, new_at: int, columns: tuple[str, ...]) -> ChangeKind | None:
    if not columns:
        return None
    for text, at in ((old, old_at), (new, new_at)):
        column = text.count("|", 0, at)
        if column < len(columns):
            for pattern, kind in _COLUMNS:
                if pattern.search(columns[column]):
                    return kind
    return None


def _names_differ(old: str, new: str, places: Places) -> bool:
    """Tell whether the change names another body, post or person."""
    (old_start, old_end), (new_start, new_end) = places
    was = _names(old, old_start, old_end)
    now = _names(new, new_start, new_end)
    if not (_known(was, now) and _known(now, was)):
        return True
    named = told_by_role(old[:old_start]) or told_by_role(new[:new_start])
    return named and any(_NAME.fullmatch(piece) for piece in (old[old_start:old_end], new[new_start:new_end]))


def _known(names: list[str], others: list[str]) -> bool:
    """Tell whether each name is one of the others, or that with words cut to it: 遵循政府 is 政府, 副市长 is not 市长."""
    return all(any(_same_name(*sorted((one, other), key=len)) for other in others) for one in names)


def _same_name(short: str, long: str) -> bool:
    return long.endswith(short) and not _TELLING.search(long[: len(long) - len(short)])


def _names(text: str, start: int, end: int) -> list[str]:
    if start == end:
        return []
    return sorted(text[left:right] for left, right in names_in(text) if left < end and start < right)


def _is_content(was: str, now: str) -> bool:
    """Tell whether so many words came or went that it is more than another wording."""
    left, right = (_PARTICLES.sub("", _PUNCTUATION.sub("", piece)) for piece in (was, now))
    if not left or not right:
        return len(left + right) >= LEAST_CONTENT
    return abs(len(left) - len(right)) >= 2 * LEAST_CONTENT
