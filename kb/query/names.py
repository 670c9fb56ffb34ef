"""Documents, years, places and levels that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kb.standing import title_key
from kb.text import default_tokenizer, normalize, parse_number

MAX_NAMED = 8  # a short name that stands for more titles names none of them
_HEAD = 2
_REGION_CHARACTERS = 24  # the part of a title in which its region stands
_QUOTED = re.compile(r"《([^《》]{2,80})》")
_SUFFIX = re.compile(r"\([^()]*\)$")
_REGION = re.compile(
    r"^[^省市县区镇乡村《]{1,7}?(?:省|自治区|特别行政区|自治州|市(?![场政容民域])|县(?![城级])|区(?![域划])|镇(?!村)|乡(?![村镇])"
    r"|街道|村(?![落庄民镇])|社区)(?=.{4})"
)
_ISSUER = re.compile(
    r"^.{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|人民政府|办公厅|办公室|应急管理局|委员会)(?=.{4})"
)
_LEADING = re.compile(r"^(?:(?:19|20)\d{2}年(?:度)?|关于|国家|突发事件|生产安全事故|突发)(?=.{4})")
_TOO_GENERAL = frozenset(
    "应急预案 总体预案 专项预案 专项应急预案 部门应急预案 现场处置方案 演练方案 演练脚本 实施办法 管理办法 管理规定 若干规定 工作方案 实施方案 行动方案 "
    "工作总结 工作报告 评估报告 调查报告 应急处置 暂行规定 暂行办法 应急演练 处置预案 政府工作报告 法律法规 实施细则 管理条例 应急响应 "
    "综合应急预案 综合预案 风险评估报告 演练评估报告 事故调查报告 应急物资清单 应急通讯录".split()
)
# A name that no title answers to, told by what is asked of it: its clause, its standing, its dates.
_UNKNOWN = re.compile(
    r"(?:^|[,，。;；:：?？\s]|请问|根据|按照|依据|那么?)(?!本|该|这|此|其|哪|什么|新|旧)([\u4e00-\u9fff]{2,30}?(?:法|条例|办法|规定|预案|细则|规程|标准|意见|决定))"
    r"(?=的?第[零〇一二两三四五六七八九十百千\d]+条|(?:现在)?(?:还|是否)?(?:有效|现行|废止)|(?:是)?(?:什么时候|何时|哪年|哪天)(?:施行|实施|生效|废止|印发|发布))"
)
_GOES_ON = re.compile(r"[律规定治学人院官]")  # 安全生产法律 is not 安全生产法
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d{2})(?=年|版|年度)|([一二][〇零九][〇零一二三四五六七八九]{2})(?=年)")
_LEVEL_SIGN = r"(?P<{0}>[Ⅰ-Ⅳ]|i{{1,3}}|iv|[1-4]|[一二三四])\s?级"
_RESPONSE_LEVEL = (
    re.compile(
        r"(?<![a-z0-9.第哪每末上下各逐这那本、和至到])"
        + _LEVEL_SIGN.format("level")
        + r"(?:防汛|抗旱|防台风|应急|地震|救助|抗震|救灾){0,2}响应"
    ),
    re.compile(r"(?:响应|启动)[^，,。；?？]{0,4}?(?<![a-z0-9.第哪每末上下各逐这那本])" + _LEVEL_SIGN.format("level")),
    re.compile(
        r"(?<![a-z0-9.第统同单其哪每末上下各逐这那本、和至到])"
        + _LEVEL_SIGN.format("level")
        + r"(?!预警|警报|事件|事故|风险|医院|甲等|建造|标准|以上|网格|危险|重大|公路|防护|负荷|保护|等保|[大强]?风|地震|联动|联)"
    ),
)
_OF_RESPONSE = re.compile(r"响应|启动|批准|宣布|决定|升级|降级|升到|降到")  # without it a bare level may be of anything
_LEVEL_PAIR = re.compile(
    _LEVEL_SIGN.format("first")
    + r"(?:应急)?(?:响应)?(?:和|与|跟|同|及|以及|、|还是|比|到|至)"
    + _LEVEL_SIGN.format("second")
    + r"(?!预警|警报|事件|事故)"
)
_PLACE_SIGN = re.compile(r"[a-z]{1,2}(?:省|市|县|区|镇|乡|村)")


def years_in(question: str) -> tuple[str, ...]:
    """Return the years a question (in normal form) names, each once, as four digits."""
    found = (arabic or str(parse_number(chinese)) for arabic, chinese in _YEAR.findall(question))
    return tuple(dict.fromkeys(found))


def response_level_in(question: str) -> int | None:
    """Return the response level, 1–4, that a question (in normal form) names.

    Levels of warnings and of events are systems of their own and give none.
    """
    patterns = _RESPONSE_LEVEL if _OF_RESPONSE.search(question) else _RESPONSE_LEVEL[:2]
    match = next((match for pattern in patterns if (match := pattern.search(question))), None)
    return None if match is None else int(parse_number(match.group("level")))


def response_levels_in(question: str) -> tuple[int, ...]:
    """Return every response level that a question (in normal form) names, in order; two when it names a pair."""
    if _OF_RESPONSE.search(question) and (pair := _LEVEL_PAIR.search(question)):
        return tuple(int(parse_number(pair.group(name))) for name in ("first", "second"))
    level = response_level_in(question)
    return () if level is None else (level,)


def places_in(question: str, titles: Sequence[str]) -> tuple[str, ...]:
    """Return the divisions a question (in normal form) names, in order: known ones and those in the titles."""
    found = [(match.start(), match.group().upper()) for match in _PLACE_SIGN.finditer(question)]
    words = default_tokenizer().places(question)
    known = [place for place in _regions(tuple(titles)) if place in question]
    for place in dict.fromkeys([*words, *known]):
        found.append((question.index(place), place))
    names = [name for _, name in sorted(found, key=lambda one: (one[0], -len(one[1])))]
    kept = [name for name in names if not any(name != other and name in other for other in names)]
    return tuple(dict.fromkeys(kept))


def documents_in(question: str, titles: Sequence[str]) -> tuple[str, ...]:
    """Return the documents a question (in normal form) names, in order.

    A name in 《》 or without is brought to the titles it stands for; one in 《》 that no title answers to is kept as written.
    """
    index = _title_index(tuple(titles))
    named: list[str] = []
    for quoted in _QUOTED.findall(question):
        named.extend(index.get(title_key(quoted)) or (quoted,))
    unquoted = _QUOTED.sub("\n", question)
    places = places_in(unquoted, titles)
    for position, key in _unquoted(unquoted, index):
        place = next((place for place in places if unquoted.endswith(place, 0, position)), "")
        named.extend(_of_place(place, key, index[key]))
    if not named and (unknown := _UNKNOWN.search(unquoted)) and unknown.group(1) not in _TOO_GENERAL:
        named.append(unknown.group(1))
    return tuple(dict.fromkeys(named))


def _of_place(place: str, key: str, titles: Sequence[str]) -> Sequence[str]:
    """Return the titles of a short name that belong to the place before it; the name itself when none does."""
    return [title for title in titles if place in title] or (place + key,)


def _unquoted(question: str, index: dict[str, tuple[str, ...]]) -> Iterable[tuple[int, str]]:
    """Yield (position, name) of the names in a question, the longest at each place."""
    heads = _heads(tuple(index))
    position = 0
    while position < len(question):
        candidates = heads.get(question[position : position + _HEAD], ())
        key = next((key for key in candidates if question.startswith(key, position)), "")
        after = question[position + len(key) : position + len(key) + 1]
        alone = position == 0 or not question[position - 1].isalnum()  # 水法 is no name in 污水法
        if key and (len(key) > _HEAD or alone) and not (key.endswith("法") and _GOES_ON.match(after)):
            yield position, key
        position += len(key) or 1


@lru_cache(maxsize=4)
def _heads(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys, key=len, reverse=True):
        heads[key[:_HEAD]].append(key)
    return {head: tuple(group) for head, group in heads.items()}


@lru_cache(maxsize=4)
def _title_index(titles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Map the full and short names of all titles to the titles; a full name always wins over a short one."""
    full: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    for title in dict.fromkeys(titles):
        key = title_key(title)
        full[key].append(title)
        for name in _short_names(key):
            short[name].append(title)
    index = {name: tuple(sorted(group, key=len)) for name, group in short.items() if len(group) <= MAX_NAMED}
    index.update({key: tuple(group[:MAX_NAMED]) for key, group in full.items() if key})
    return index


def _short_names(key: str) -> set[str]:
    """Return what a title is called when region, issuer, year and general words before it are left out."""
    names: set[str] = set()
    pending = [_SUFFIX.sub("", key)]
    while pending:
        name = pending.pop()
        if name in names:
            continue
        names.add(name)
        pending += [pattern.sub("", name, count=1) for pattern in (_REGION, _ISSUER, _LEADING) if pattern.match(name)]
        if name.endswith("应急预案") and len(name) > 6:
            pending.append(name.removesuffix("应急预案") + "预案")
        if "防汛抗旱" in name:
            pending.append(name.replace("防汛抗旱", "防汛"))
    return {name for name in names if len(name) >= 4 and name not in _TOO_GENERAL} - {key}


@lru_cache(maxsize=4)
def _regions(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the divisions that titles begin with, longest first."""
    regions: set[str] = set()
    for title in titles:
        rest = normalize(title)
        places = default_tokenizer().place_words(rest[:_REGION_CHARACTERS]) if _REGION.match(rest) else []
        within = False  # after 临澜市 even an unknown 澜西区 is a division
        while (match := _REGION.match(rest)) and _is_region(match.group(), places, within=within):
            within = True
            regions.add(match.group())
            rest = rest[match.end() :]
    return tuple(sorted(regions, key=len, reverse=True))


def _is_region(name: str, places: Sequence[str], *, within: bool) -> bool:
    if len(name) < 3 or not default_tokenizer().is_division(name):
        return False
    return name in places or name[:-1] in places or (within and len(name) in (3, 4) and name[-1] in "县区镇乡村")
