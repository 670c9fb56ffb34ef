"""Ways to make a true sentence false. Each leaves out, by construction, changes that would still be true.

A new value must not stand anywhere in the evidence with its unit; a neighbour's value is taken only from a sentence that
says something else of something else; a negation is taken out only where the evidence does not affirm the same act.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from benchmarks.guard_sentences import TrueSentence
from kb.text import format_numeral, parse_number

Mutation = Callable[[TrueSentence, random.Random], str | None]

_ZH = "[一二三四五六七八九十百千两]"
_UNIT = "个?工作日|个?小时|分钟|秒|天|日(?![常期])|个月|年(?![度级])|万元|亿元|元|人(?![民员次])|名|户|毫米|厘米|公里|千米|米|平方米|公顷|亩|吨|公斤|千克|%|台|辆|艘|套|支|处|座|家|次|℃|倍|岁|兆瓦|千瓦|立方米"
_VALUE = re.compile(
    rf"(?<![\d.〔\[第年月\-—/GBT])(?P<number>\d+(?:\.\d+)?|(?<![第统一同唯几数十百千〇零九\d这]){_ZH}{{1,4}})(?P<unit>{_UNIT})(?!分之)"
)
_OTHER_UNITS = {
    "小时": "分钟", "个小时": "分钟", "分钟": "小时", "秒": "分钟", "天": "小时", "日": "个月", "个工作日": "小时", "工作日": "小时", "个月": "年", "年": "个月", "万元": "亿元", "亿元": "万元",
    "元": "万元", "人": "户", "户": "人", "毫米": "厘米", "厘米": "米", "公里": "米", "千米": "米", "米": "公里", "平方米": "公顷", "公顷": "平方米", "亩": "公顷", "吨": "公斤", "公斤": "吨",
    "千克": "吨", "%": "倍", "名": "户", "℃": "%", "岁": "年",
}  # fmt: skip
_LEVEL = re.compile(r"(?<![第统一同唯其上下])(?P<sign>[ⅠⅡⅢⅣ]|(?<![\d一二三四五六七八九十])[一二三四])级(?![联差])")
_SIGNS = ("ⅠⅡⅢⅣ", "一二三四")
_ARTICLE = re.compile(r"第(?P<number>[一二三四五六七八九十百零]+|\d+)(?P<unit>条|款|项|章)")
_PHONE = re.compile(
    r"0\d{2,3}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<!\d)1(?:10|19|20)(?![\d人名户米元台])|(?<!\d)\d{8}(?!\d)"
)
_PAPER = re.compile(r"〔(?P<year>(?:19|20)\d\d)〕(?P<serial>\d+)号|令第?(?P<order>\d+)号")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?|(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_BAN = re.compile(
    r"严禁|禁止|不得(?!不)(?!超过|少于|低于|大于|高于|多于|小于)|不准|不许|切勿|不能(?!超过)|不应(?!超过|小于)|不予|未经|无须|无需|不必"
)
_NOT = re.compile(
    r"(?<![^\u4e00-\u9fff])(?P<word>不|未|非)(?=符合|具备|影响|服从|履行|按照|按规定|执行|完成|参加|配合|及时|进行|发生|建立|采取|落实|报告|取得|达到标|承担|依法|适用|构成|属于|需要|使用|受理|能够?|再|低温|属)"
)
_MUST = re.compile(r"应当|必须")
_MAY = re.compile(r"可以")
_BOUNDS = (
    ("以上", "以下"),
    ("以下", "以上"),
    ("超过", "不足"),
    ("不超过", "超过"),
    ("不少于", "不超过"),
    ("不低于", "低于"),
    ("以内", "以上"),
    ("不足", "超过"),
    ("低于", "高于"),
    ("高于", "低于"),
    ("至少", "最多"),
)
_RANKED = re.compile(
    r"(?<![城超门集])(?P<rank>[市县省区])(?=人民政府|应急管理|防汛抗旱|水利局|公安局|公安机关|消防救援|气象局|林业局|财政局|教育局|民政局|交通运输|卫生健康|委书记|生态环境|安委会|住房|森防)"
)
_NEXT_RANK = {"市": "县", "县": "市", "省": "市", "区": "市"}
_BODY = re.compile(
    r"(?<=[市县区省])(?P<body>应急管理局|水利局|公安局|消防救援支队|气象局|林业局|财政局|教育局|民政局|交通运输局|卫生健康委员会|卫生健康委|生态环境局|住房和城乡建设局|自然资源局|自然资源和规划局|农业农村局|市场监督管理局|商务局|文化广电旅游局)"
)
_BODIES = tuple(
    "应急管理局 水利局 公安局 气象局 林业局 财政局 教育局 民政局 交通运输局 卫生健康委员会 生态环境局 商务局 农业农村局".split()
)
_SIDES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?P<side>之前|之后|以前|以后|前|后)(?=[,，\d应须立])")
_ORDER = re.compile(r"先(?P<a>[^，。；先后再]{2,8})[，、]?(?P<then>后|再)(?P<b>[^，。；先后再]{2,8})")
_EITHER = re.compile(r"(?<=[\u4e00-\u9fff]{2})或者?(?=[\u4e00-\u9fff]{2})")
_SPLIT = re.compile(r"[。；\n]")


def _values(text: str) -> Iterator[re.Match[str]]:
    return _VALUE.finditer(text)


def _replaced(text: str, found: re.Match[str], new: str, group: str | int = 0) -> str:
    return text[: found.start(group)] + new + text[found.end(group) :]


def _pick(pattern: re.Pattern[str], text: str, draw: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return draw.choice(found) if found else None


def _number(text: str) -> float | None:
    try:
        return float(parse_number(text))
    except ValueError:
        return None


def _numbers_in(evidence: Sequence[str]) -> set[float]:
    """Return every number of the evidence, so that a new one is certainly none of them."""
    written = re.findall(rf"\d+(?:\.\d+)?|{_ZH}+", " ".join(evidence))
    return {number for number in map(_number, written) if number is not None}


def digit(source: TrueSentence, draw: random.Random) -> str | None:
    """Change one number."""
    found = _pick(_VALUE, source.text, draw)
    if not found or (number := _number(found["number"])) is None:
        return None
    known = _numbers_in(source.evidence)
    fresh = [
        new
        for new in (number + 1, number + 2, number * 2, number + 10, number * 10, number + 5)
        if new not in known and new * 60 not in known and new / 60 not in known
    ]
    return _replaced(source.text, found, f"{draw.choice(fresh):g}", "number") if fresh and number < 100_000 else None


def numeral(source: TrueSentence, draw: random.Random) -> str | None:
    """Write a number as a Chinese numeral, a wrong one."""
    found = _pick(_VALUE, source.text, draw)
    number = _number(found["number"]) if found else None
    if not found or number is None or number != int(number) or not 2 < number < 900:
        return None
    known = _numbers_in(source.evidence)
    fresh = [
        new
        for new in (int(number) * 10, int(number) + 1, int(number) + 20)
        if new not in known and new / 60 not in known and new * 60 not in known
    ]
    return _replaced(source.text, found, format_numeral(draw.choice(fresh)), "number") if fresh else None


def unit(source: TrueSentence, draw: random.Random) -> str | None:
    """Change the unit of a number."""
    found = _pick(_VALUE, source.text, draw)
    if not found or found["unit"] not in _OTHER_UNITS:
        return None
    new = found["number"] + _OTHER_UNITS[found["unit"]]
    return None if any(new in text for text in source.evidence) else _replaced(source.text, found, new)


def workday(source: TrueSentence, draw: random.Random) -> str | None:
    """工作日 → 日, or the other way round."""
    found = _pick(re.compile(r"个工作日|(?<=\d)日(?=内)"), source.text, draw)
    if not found:
        return None
    new = "日" if found.group() == "个工作日" else "个工作日"
    changed = _replaced(source.text, found, new)
    around = changed[max(0, found.start() - 3) : found.start() + len(new)]
    return None if any(around[1:] in text for text in source.evidence) else changed


def _neighbours(source: TrueSentence, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield matches of other sentences of the evidence."""
    own = source.text.rstrip("。；")
    for text in source.evidence:
        for sentence in _SPLIT.split(text):
            if own not in sentence and sentence not in own:
                yield from pattern.finditer(sentence)


def neighbour(source: TrueSentence, draw: random.Random) -> str | None:
    """Give a matter the value of its neighbour, with the same unit."""
    found = _pick(_VALUE, source.text, draw)
    if not found:
        return None
    own = {_number(match["number"]) for match in _values(source.text)}
    others = [
        match["number"] for match in _neighbours(source, _VALUE)
        if match["unit"] == found["unit"] and _number(match["number"]) not in own and not match["number"].startswith(("0", "19", "20"))
    ]  # fmt: skip
    return _told(source, _replaced(source.text, found, draw.choice(others), "number")) if others else None


def _told(source: TrueSentence, changed: str) -> str | None:
    """Return a changed sentence unless the evidence tells it so: lists repeat themselves."""
    words = changed.rstrip("。；")
    return None if any(words in text for text in source.evidence) else changed


def level(source: TrueSentence, draw: random.Random) -> str | None:
    """One level up or down."""
    found = _pick(_LEVEL, source.text, draw)
    if not found:
        return None
    signs = next(signs for signs in _SIGNS if found["sign"] in signs)
    place = signs.index(found["sign"])
    new = draw.choice([signs[at] for at in (place - 1, place + 1) if 0 <= at < len(signs)])
    others = {match["sign"] for match in _LEVEL.finditer(source.text)}
    return None if new in others else _told(source, _replaced(source.text, found, new, "sign"))


def article(source: TrueSentence, draw: random.Random) -> str | None:
    """A clause number that is off by one."""
    found = _pick(_ARTICLE, source.text, draw)
    number = _number(found["number"]) if found else None
    if not found or number is None:
        return None
    new = f"第{format_numeral(int(number) + 1)}{found['unit']}"
    arabic = f"第{int(number) + 1}{found['unit']}"
    if any(new in text or arabic in text for text in (*source.evidence, source.text)):
        return None
    return _replaced(source.text, found, new)


def phone(source: TrueSentence, draw: random.Random) -> str | None:
    """Another contact's phone, or one wrong digit."""
    found = _pick(_PHONE, source.text, draw)
    if not found:
        return None
    others = [match.group() for match in _neighbours(source, _PHONE) if match.group() not in source.text]
    if others and draw.random() < 0.7:
        return _told(source, _replaced(source.text, found, draw.choice(others)))
    new = found.group()[:-1] + str((int(found.group()[-1]) + 3) % 10)
    return None if any(new in text for text in source.evidence) else _replaced(source.text, found, new)


def paper(source: TrueSentence, draw: random.Random) -> str | None:
    """A number of a document with another year or serial."""
    found = _pick(_PAPER, source.text, draw)
    if not found:
        return None
    group = next(name for name in draw.sample(["year", "serial", "order"], 3) if found[name])
    changed = _replaced(source.text, found, str(int(found[group]) + 1), group)
    return _told(source, changed)


def day(source: TrueSentence, draw: random.Random) -> str | None:
    """Another year, month or day."""
    found = _pick(_DATE, source.text, draw)
    if not found:
        return None
    group = draw.choice([name for name in ("year", "month", "day", "m2", "d2") if found[name]])
    number = int(found[group])
    new = number - 1 if number in (12, 28, 29, 30, 31) else number + 1
    around = (
        found.group()[: found.start(group) - found.start()]
        + str(new)
        + found.group()[found.end(group) - found.start() :]
    )
    return None if any(around in text for text in source.evidence) else _replaced(source.text, found, str(new), group)


def dropped(source: TrueSentence, draw: random.Random) -> str | None:
    """Take a ban or a negation out."""
    found = _pick(_BAN, source.text, draw) or _pick(_NOT, source.text, draw)
    if not found:
        return None
    kept = "经" if found.group() == "未经" else ""
    return _affirmed(source, found, kept)


def permitted(source: TrueSentence, draw: random.Random) -> str | None:
    """A ban becomes a permission."""
    found = _pick(re.compile(r"严禁|禁止(?!令)|不得(?!不|超过|少于|低于|大于|高于|多于|小于)|不准"), source.text, draw)
    return _affirmed(source, found, "可以") if found else None


def _affirmed(source: TrueSentence, found: re.Match[str], kept: str) -> str | None:
    act = kept[:1] * (kept == "经") + source.text[found.end() : found.end() + 4]
    clean = [
        re.sub(rf"{found.group()}{re.escape(act.removeprefix('经') if kept == '经' else act)}", "", text)
        for text in source.evidence
    ]
    if len(act) < 3 or any(act in text for text in clean):
        return None
    return _replaced(source.text, found, kept)


def banned(source: TrueSentence, draw: random.Random) -> str | None:
    """A duty becomes a ban."""
    found = _pick(re.compile(r"应当(?!不)|必须(?!不)"), source.text, draw)
    return _told(source, _replaced(source.text, found, draw.choice(["不得", "禁止", "无须"]))) if found else None


def optional(source: TrueSentence, draw: random.Random) -> str | None:
    """A duty becomes an option, an option a duty."""
    found = _pick(_MUST, source.text, draw)
    if found:
        return _told(source, _replaced(source.text, found, "可以"))
    found = _pick(_MAY, source.text, draw)
    return _told(source, _replaced(source.text, found, draw.choice(["应当", "必须"]))) if found else None


def bound(source: TrueSentence, draw: random.Random) -> str | None:
    """以上 becomes 以下, 不少于 becomes 不超过 …"""
    spots = [
        (match, new)
        for old, new in _BOUNDS
        for match in re.finditer(
            rf"(?<=[\d人元米天日时钟级名户度%吨年月]){old}(?![简规述])" if old[0] == "以" else rf"(?<!不){old}(?=\d)",
            source.text,
        )
    ]
    if not spots:
        return None
    match, new = draw.choice(spots)
    return _told(source, _replaced(source.text, match, new))


def rank(source: TrueSentence, draw: random.Random) -> str | None:
    """A body of another level of government, one the evidence does not name."""
    found = _pick(_RANKED, source.text, draw)
    if not found:
        return None
    new = _NEXT_RANK[found["rank"]] + source.text[found.end() : found.end() + 3]
    return None if any(new in text for text in source.evidence) else _replaced(source.text, found, new[0], "rank")


def body(source: TrueSentence, draw: random.Random) -> str | None:
    """Another body in the place of one; bodies that the sentence names already are not taken."""
    found = _pick(_BODY, source.text, draw)
    if not found:
        return None
    new = draw.choice([name for name in _BODIES if name not in source.text and name != found["body"]])
    if any(new in text for text in source.evidence):
        return None
    return _replaced(source.text, found, new, "body")


def side(source: TrueSentence, draw: random.Random) -> str | None:
    """Before becomes after."""
    found = _pick(_SIDES, source.text, draw)
    if not found:
        return None
    new = found["side"].replace("前", "\0").replace("后", "前").replace("\0", "后")
    around = source.text[found.start() - 2 : found.start()]
    if any(re.search(rf"{re.escape(around)}[之以]?{new[-1]}", text) for text in source.evidence):
        return None
    return _replaced(source.text, found, new)


def order(source: TrueSentence, draw: random.Random) -> str | None:
    """Two steps change places."""
    found = _pick(_ORDER, source.text, draw)
    return _replaced(source.text, found, f"先{found['b']}，{found['then']}{found['a']}") if found else None


def either(source: TrueSentence, draw: random.Random) -> str | None:
    """或者 becomes 和."""
    found = _pick(_EITHER, source.text, draw)
    if not found:
        return None
    around = f"{source.text[found.start() - 2 : found.start()]}和{source.text[found.end() : found.end() + 2]}"
    return None if any(around in text for text in source.evidence) else _replaced(source.text, found, "和")


MUTATIONS: dict[str, Mutation] = {
    "digit": digit, "numeral form": numeral, "unit": unit, "workday": workday, "neighbour's value": neighbour, "level ±1": level, "article": article,
    "phone": phone, "document number": paper, "date": day, "negation dropped": dropped, "ban permitted": permitted, "duty banned": banned, "modality": optional,
    "bound": bound, "rank of body": rank, "body": body, "before/after": side, "order of steps": order, "or/and": either,
}  # fmt: skip
