"""What a plan or a law rules on the matters that plans of several governments share: who reports within how long, who
approves which response, who is there when, when something is published, from how many dead an accident is which grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.comparing.actors import Level, approver_of, receiver_in, reporter_in, upwards
from assistant.comparing.ruled_places import Place, level_before, places_of
from assistant.disagreements import ConflictKind
from kb.records import Document, Span
from kb.text import parse_number

_NUMERAL = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)"
_LIMIT = re.compile(rf"(?P<number>{_NUMERAL})\s*(?:个)?(?P<unit>分钟|刻钟|小时|日|天)(?:以?内|之内)?")
_SECONDS = {"分钟": 60, "刻钟": 900, "小时": 3600, "日": 86_400, "天": 86_400}
_COLOURS = re.compile(r"红色|橙色|黄色|蓝色")
_GRADES = re.compile(r"特别重大|(?<!特别)重大|较大|一般")
_EVERY = re.compile(rf"每(?:隔)?\s*(?P<number>{_NUMERAL})\s*(?:个)?小时")
_RANGE = re.compile(
    r"(?P<before>死亡|重伤|受伤)?\s*(?P<low>\d+(?:\.\d+)?\s*[万亿]?\s*[人元](?=以上))?(?:以上)?\s*(?P<high>\d+(?:\.\d+)?\s*[万亿]?\s*[人元](?=以下))?(?:以下)?\s*"
    r"(?P<behind>死亡|重伤|直接(?:经济|财产)损失)?"
)
_MEASURES = {"死亡": "死亡", "重伤": "重伤", "受伤": "重伤"}
_APPROVE = re.compile(
    r"(?:由|报请?|经)(?P<who>[^,。;:]{2,24}?(?:[(（][^()（）]{2,14}[)）])?(?:提出意见,报市委同意后[^,。;]{0,8})?)(?:批准|签发|决定启动|同意后(?:启动|签发))"
)
_SIGNED = re.compile(r"由(?P<who>[^,。;:由]{3,22})审签")
_ARRIVE = re.compile(r"(?P<verb>到达|抵达|赶到|赶赴|赴|出发)")
_REPORTED = re.compile(r"报告|上报|报送|报(?=省|市|县)")
_OTHER_REPORTS = re.compile(r"续报|补报|零报告|调查报告|评估报告|\||补办")
_TOLD_NEXT = re.compile(
    r"[^,。]{0,4}(?:报告(?!首)|上报|报送|(?<!通过)电话(?!通报|通知|叫应|请示)|书面|(?<!方)向(?!社会|公众)|通过[^,]{2,10}书面)"
)
_AT_MOST = re.compile(r"(?:不超过|不得超过|最迟|时限为?)$")
_EVENTS = (
    ("森林火灾", re.compile("森林|草原")), ("地震", re.compile("地震")), ("洪旱", re.compile("洪|涝|旱|汛")),
    ("环境事件", re.compile("环境|污染|辐射")), ("公共卫生", re.compile("卫生|疫情")), ("事故", re.compile("事故|火灾|爆炸")),
)  # fmt: skip
_CALLED = re.compile(r"叫应到?(?:受影响)?(?P<whom>区县|县|乡镇|村)")
_AFTERWARDS = re.compile(r"(?:伤亡)?(?:人数|情况)?[^。;]{0,12}(?:发生)?变化")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One ruled value.

    Attributes:
        matter: Only provisions on one matter compete.
        value: Seconds, a bound, or the rank of who decides.
        printed: The value as it stands in the text.
        mode: How, where that matters: 电话, 书面, "".
        less_is_stricter: None where neither is.
        own_government: It binds only the government whose plan it is.
    """

    kind: ConflictKind
    matter: tuple[str, ...]
    value: Fraction
    printed: str
    span: Span
    path: tuple[str, ...]
    mode: str = ""
    less_is_stricter: bool | None = True
    own_government: bool = False


def provisions_of(document: Document, author: Level) -> tuple[Provision, ...]:
    """Return what a document rules, in order of place.

    Args:
        author: The level of government, or the unit, whose document it is: the subject of sentences without one.
    """
    found = [one for place in places_of(document, author) for reader in _READERS for one in reader(place)]
    return tuple(sorted(found, key=lambda one: one.span.start))


def _seconds(found: re.Match[str]) -> Fraction:
    return _number(found["number"]) * _SECONDS[found["unit"]]


def _number(text: str) -> Fraction:
    try:
        return Fraction(1, 2) if text == "半" else Fraction(str(parse_number(text)))
    except ValueError:
        return Fraction(0)


def _made(
    place: Place, kind: ConflictKind, matter: tuple[str, ...], value: Fraction, printed: str, *, mode: str = "",
    less_is_stricter: bool | None = True, own_government: bool = False,
) -> Provision:  # fmt: skip
    return Provision(
        kind=kind, matter=matter, value=value, printed=printed, span=Span(start=place.start, end=place.end),
        path=place.path, mode=mode, less_is_stricter=less_is_stricter, own_government=own_government,
    )  # fmt: skip


def _reports(place: Place) -> Iterator[Provision]:
    """Who reports to whom within how long; inside a unit and between its own people nothing."""
    if not _REPORTED.search(place.text) or _OTHER_REPORTS.search(place.text):
        return
    for found in _LIMIT.finditer(place.text):
        before, behind = place.text[: found.start()], place.text[found.end() :]
        if found["unit"] in "日天" or before.rstrip().endswith("每") or not _is_for_report(before, behind):
            continue
        reporter = reporter_in(before, place.author)
        receiver = receiver_in(behind) or (receiver_in(before) if _AT_MOST.search(before) else None)
        if reporter is None or (reporter is Level.UNIT and receiver is None and "报告时限" not in before):
            continue
        if not upwards(reporter, receiver):
            continue
        first = re.split("[,、]", behind[:14])[0]
        mode = next((mode for mode in ("书面", "电话") if mode in first), "")
        yield _made(place, ConflictKind.LIMIT, ("报告", reporter.value), _seconds(found), found.group(), mode=mode)


def _is_for_report(before: str, behind: str) -> bool:
    """Tell whether a limit is for reporting, not for something else that the same clause asks for."""
    return bool(_TOLD_NEXT.match(behind)) or bool(_AT_MOST.search(before))


def _follow_ups(place: Place) -> Iterator[Provision]:
    if "续报" not in place.text and not any("续报" in part for part in place.path[-1:]):
        return
    for found in _EVERY.finditer(place.text):
        if level := level_before(place, found.start()):
            yield _made(
                place, ConflictKind.LIMIT, ("续报", str(level)), _number(found["number"]) * 3600, found.group(),
                own_government=True,
            )  # fmt: skip


def _supplements(place: Place) -> Iterator[Provision]:
    if not _AFTERWARDS.search(place.text) or "之日起" not in place.text:
        return
    for found in re.finditer(rf"(?P<number>{_NUMERAL})\s*(?P<unit>日|天)内", place.text):
        lead = place.text[max(0, found.start() - 24) : found.start()]
        special = "道路交通" in lead or "火灾" in lead
        yield _made(
            place, ConflictKind.LIMIT, ("补报", "火灾和道路交通" if special else "其他"), _seconds(found), found.group(),
            less_is_stricter=False,
        )  # fmt: skip


def _arrivals(place: Place) -> Iterator[Provision]:
    for found in _LIMIT.finditer(place.text):
        behind = place.text[found.end() : found.end() + 6]
        verb = _ARRIVE.match(behind)
        if verb is None:
            continue
        before = place.text[: found.start()].rsplit(",", 1)[-1] or place.text[: found.start()][-20:]
        who = (
            "工作组"
            if "工作组" in place.text[: found.start()][-24:] and not _leader(before)
            else "领导"
            if _leader(before)
            else ""
        )
        level = level_before(place, found.start())
        if who and level:
            act = "出发" if verb["verb"] == "出发" else "到达"
            yield _made(
                place, ConflictKind.LIMIT, (act, str(level), who), _seconds(found), found.group(), own_government=True
            )  # fmt: skip


def _leader(text: str) -> bool:
    return bool(re.search(r"市长|县长|区长|镇长|指挥长", text))


def _approvals(place: Place) -> Iterator[Provision]:
    if "响应" not in place.text + "".join(place.path) and not place.level:
        return
    for found in _APPROVE.finditer(place.text):
        level = level_before(place, found.start())
        rank = approver_of(found["who"], place.text)
        if level and rank and ("启动" in place.text or "批准权限" in place.text or "批准" in "".join(place.path[-1:])):
            yield _made(
                place, ConflictKind.BODY, ("批准", str(level)), Fraction(rank), found["who"], less_is_stricter=None,
                own_government=True,
            )  # fmt: skip


def _publications(place: Place) -> Iterator[Provision]:
    for found in _LIMIT.finditer(place.text):
        near = place.text[max(0, found.start() - 22) : found.end() + 14]
        behind = place.text[found.end() : found.end() + 14]
        if "新闻发布会" in behind:
            yield _made(place, ConflictKind.LIMIT, ("首场新闻发布会",), _seconds(found), found.group())
        elif re.search(r"首(?:次|条)[^,]{0,10}(?:发布|信息)|首次发布|发布首条", near) and "播出" not in near:
            yield _made(place, ConflictKind.LIMIT, ("首次发布信息",), _seconds(found), found.group())


def _warnings(place: Place) -> Iterator[Provision]:
    for found in _LIMIT.finditer(place.text):
        before, behind = place.text[: found.start()], place.text[found.end() : found.end() + 14]
        if called := _CALLED.search(behind):
            yield _made(
                place,
                ConflictKind.LIMIT,
                ("叫应", called["whom"].replace("区县", "县")),
                _seconds(found),
                found.group(),
            )
            continue
        colours = _COLOURS.findall(before.split("发布,")[-1].rstrip(",").rsplit(",", 1)[-1])
        if (
            colours
            and "预警" in before
            and (re.match(r"(?:内)?发布", behind) or re.fullmatch(r"[()一二三四\s]*[^,]{2,12}预警信息,", before))
        ):
            for colour in colours:
                yield _made(place, ConflictKind.LIMIT, ("预警发布", colour), _seconds(found), found.group())
    for signed in _SIGNED.finditer(place.text):
        for colour in _COLOURS.findall(place.text[: signed.start()]):
            if rank := approver_of(signed["who"], signed.group()):
                yield _made(
                    place, ConflictKind.BODY, ("预警审签", colour), Fraction(rank), signed["who"], less_is_stricter=None
                )  # fmt: skip


def _grades(place: Place) -> Iterator[Provision]:
    """Bounds from which an accident is which grade; not the conditions of responses, which each plan sets for itself."""
    grade = _GRADES.search(place.text[:24])
    if grade is None or re.search(r"响应|启动", place.text[:30] + "".join(place.path[-1:])):
        return
    noun = place.text[grade.end() : grade.end() + 12]
    event = next((name for name, pattern in _EVENTS if pattern.search(noun)), "")
    for found in _RANGE.finditer(place.text, grade.end()) if event else ():
        measure = _MEASURES.get(found["before"] or found["behind"] or "", "损失" if found["behind"] else "")
        for side in ("low", "high"):
            if measure and found[side]:
                yield _made(
                    place, ConflictKind.NUMBER, ("等级", event, grade.group(), measure, "下限" if side == "low" else "上限"),
                    _amount(found[side]), f"{found[side].strip()}以{'上' if side == 'low' else '下'}{measure}",
                    less_is_stricter=None,
                )  # fmt: skip


def _amount(text: str) -> Fraction:
    digits = re.match(r"\d+(?:\.\d+)?", text)
    worth = 100_000_000 if "亿" in text else 10_000 if "万" in text else 1
    return Fraction(digits.group()) * worth if digits else Fraction(0)


_READERS: tuple[Callable[[Place], Iterator[Provision]], ...] = (
    _reports, _follow_ups, _supplements, _arrivals, _approvals, _publications, _warnings, _grades,
)  # fmt: skip
