"""What names one thing: phones, numbers of documents and standards, clauses, dates and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.guard.numerals import NUMBER, read_fraction
from assistant.guard.records import Mention, ProblemKind

_ZH_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "phone",
        re.compile(
            r"(?<![\d.])(?:\(0\d{2,3}\)|0\d{2,3}[-—]?)\d{7,8}(?:(?:转|-)\d{1,6})?(?![\d.])|(?<![\d.])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
            r"|(?<!\d)[48]00-?\d{3,4}-?\d{3,4}(?!\d)|(?<![\d.-])[2-8]\d{6,7}(?![\d.]|[多余百千万亿]|元|人|吨|个)"
        ),
    ),
    ("paper", re.compile(r"(?P<organ>[\u4e00-\u9fff]{0,12})[〔\[(【](?P<year>(?:19|20)\d\d)[〕\])】]第?(?P<serial>\d{1,5})号")),
    ("order", re.compile(r"(?:令|公告)(?:\(?(?:19|20)\d\d\)?年?)?第?(?P<a>\d{1,4})号|第(?P<b>\d{1,4})号(?:令|公告)")),
    (
        "standard",
        re.compile(
            r"(?<![a-z0-9])(?P<letters>gbz?|aq|ga|xf|yj|hj|jtg|jt|jgj|cjj|sl|tsg|mt|sy|hg|ny|ws|dl|qx|sh|iso|db\d{2,6})"
            r"(?:/(?P<kind>[tzj]))? ?(?P<number>[a-z]?\d+(?:\.\d+)*)(?: ?[-—]{1,2} ?(?P<year>\d{2,4}))?(?:年版)?"
        ),
    ),
    (
        "date",
        re.compile(
            rf"(?P<y>(?:19|20)\d\d|{_ZH_YEAR})年度?(?:(?P<m>{_DAY})月(?!份?内)(?:(?P<d>{_DAY})[日号])?)?"
            rf"|(?P<m2>{_DAY})月(?P<d2>{_DAY})[日号]|(?<![\d.])(?P<y3>(?:19|20)\d\d)[-./](?P<m3>\d{{1,2}})[-./](?P<d3>\d{{1,2}})(?![\d.])"
            r"|(?<!\d)(?P<y4>(?:19|20)\d\d)(?=[-—~至到]+(?:19|20)\d\d年)|(?<![每第个\d一二三四五六七八九十])(?P<m5>1[0-2]|[1-9])月(?=份|底|初|末|中旬|上旬|下旬|[-—~至到]|[,，。、]|$)"
        ),
    ),
    ("date", re.compile(rf"(?<=月\ue001)(?P<unused>)|(?<=[至到~—-])(?P<d6>{_DAY})日(?=期间|止|[,，。;；、)]|$)(?<!个月)")),
    (
        "clock",
        re.compile(
            rf"(?P<part>上午|早上|早晨|凌晨|中午|下午|晚上|傍晚|夜间|晚|早)?(?:(?P<hour>(?<![\d.])\d{{1,2}})(?:时|点钟?)(?![间期速限效候刻常而段机代长差序令])|(?P<zh>(?<=[午上晨晚间])[一二三四五六七八九十两]{{1,3}})[时点])"
            rf"(?:(?P<minute>\d{{1,2}}|{_DAY})分(?!钟)|(?P<half>半)|整)?|(?<![\d:])(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])"
        ),
    ),
    ("clause", re.compile(rf"第\(?(?P<number>{NUMBER}|[一二三四五六七八九十百千零〇]+)\)?(?P<unit>条|款|项|章|节|编|目)(?:之(?P<insert>[一二三四五六七八九十]))?")),
    ("annex", re.compile(r"(?P<word>附件|附录|附表|表|图)第?(?P<number>\d{1,3}(?:[.-]\d{1,2})?|[a-z](?![a-z])|[一二三四五六七八九十]{1,2}(?![个项级年月日]))")),
    ("ordinal", re.compile(rf"第(?P<number>{NUMBER}|[一二三四五六七八九十百]+)(?P<unit>次|届|批|期|号|位|名|组|分队|季度|轮|年|天|日|步|阶段|类|层|梯队|小组|部分|方面|档|标段)|(?P<quarter>[一二三四1-4])季度")),
    ("class", re.compile(r"(?P<sign>[甲乙丙丁戊]|(?<![a-z0-9])[a-e](?![a-z0-9]))(?P<unit>[类级等])(?!似|别)")),
)  # fmt: skip
_LEADING_WORDS = re.compile(
    r"^.*(?:依据|根据|按照|按|依照|见|以|印发了?|文件|发布|制定|下发|转发|执行|参照|即|为|是|及|和|与|的|由|将|在|到|办公厅关于)(?=.{2,}$)"
)
_MONTH, _LATE = 12, frozenset({"下午", "晚上", "傍晚", "夜间", "晚"})


def designations_of(plain: str) -> tuple[list[Mention], str]:
    """Return the mentions, and the text with each of them blanked out at the same length."""
    found: list[Mention] = []
    rest = plain
    for name, pattern in _PATTERNS:
        matches = [match for match in pattern.finditer(rest) if match.group()]
        for match in matches:
            found.extend(_READERS[name](match))
        for match in matches:
            rest = rest[: match.start()] + "\ue001" * len(match.group()) + rest[match.end() :]
    return found, rest


def _at(match: re.Match[str], kind: ProblemKind, dimension: str, value: str) -> Mention:
    return Mention(
        kind=kind, dimension=dimension, value=value, start=match.start(), end=match.end(), text=match.group()
    )


def _phone(match: re.Match[str]) -> Iterator[Mention]:
    yield _at(match, ProblemKind.PHONE, "phone", re.sub(r"\D", "", match.group()))


def _paper(match: re.Match[str]) -> Iterator[Mention]:
    organ = _LEADING_WORDS.sub("", match["organ"])
    yield _at(match, ProblemKind.DOCUMENT_NUMBER, "paper", f"{organ}|{match['year']}|{int(match['serial'])}")


def _order(match: re.Match[str]) -> Iterator[Mention]:
    yield _at(match, ProblemKind.DOCUMENT_NUMBER, "order", str(int(match["a"] or match["b"])))


def _standard(match: re.Match[str]) -> Iterator[Mention]:
    letters = match["letters"] + (f"/{match['kind']}" if match["kind"] else "")
    yield _at(match, ProblemKind.STANDARD, "standard", f"{letters}|{match['number']}|{match['year'] or ''}")


def _number(text: str | None) -> str:
    if not text:
        return ""
    read = read_fraction(text.replace("○", "〇"))
    return str(read) if read is not None else text


def _date(match: re.Match[str]) -> Iterator[Mention]:
    parts = match.groupdict()
    year, month, day = (
        next((_number(parts[name]) for name in names if parts.get(name)), "")
        for names in (("y", "y3", "y4"), ("m", "m2", "m3", "m5"), ("d", "d2", "d3", "d6"))
    )
    if month and int(month) > _MONTH:
        return
    yield _at(match, ProblemKind.DATE, "date", f"{year}|{month}|{day}")


def _clock(match: re.Match[str]) -> Iterator[Mention]:
    hour = int(_number(match["hour"] or match["zh"] or match["h2"]) or 0)
    minute = 30 if match["half"] else int(_number(match["minute"] or match["m2"]) or 0)
    if match["part"] in _LATE and hour < _MONTH:
        hour += _MONTH
    yield _at(match, ProblemKind.DATE, "clock", f"{hour}:{minute:02d}")


def _clause(match: re.Match[str]) -> Iterator[Mention]:
    insert = f"-{_number(match['insert'])}" if match["insert"] else ""
    yield _at(match, ProblemKind.ARTICLE, f"clause-{match['unit']}", _number(match["number"]) + insert)


def _annex(match: re.Match[str]) -> Iterator[Mention]:
    yield _at(match, ProblemKind.ARTICLE, f"annex-{match['word']}", _number(match["number"]))


def _ordinal(match: re.Match[str]) -> Iterator[Mention]:
    unit = "季度" if match["quarter"] else match["unit"]
    yield _at(match, ProblemKind.NUMBER, f"ordinal-{unit}", _number(match["quarter"] or match["number"]))


def _class(match: re.Match[str]) -> Iterator[Mention]:
    yield _at(match, ProblemKind.LEVEL, f"class-{match['unit']}", match["sign"])


_READERS: dict[str, Callable[[re.Match[str]], Iterator[Mention]]] = {
    "phone": _phone, "paper": _paper, "order": _order, "standard": _standard, "date": _date, "clock": _clock,
    "clause": _clause, "annex": _annex, "ordinal": _ordinal, "class": _class,
}  # fmt: skip
