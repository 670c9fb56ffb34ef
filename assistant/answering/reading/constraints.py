"""What a question names must be what the source speaks of: year, place, level, colour, hazard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.reading.features import NORMATIVE
from assistant.answering.reading.plain import plain
from kb.records import AnswerKind, Evidence, Metadata, Question
from kb.taxonomy import default_taxonomy
from kb.text import normalize

QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,20})[”\"」』]")
LEVEL_NAMES = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
NAMED_SIGNAL = "named"  # of the retriever: the question names this document
DIVISION = re.compile(r"[\u4e00-\u9fff]{2,3}(?:[省市县区镇乡村]|街道|社区)(?![民内外级长])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
PROVINCES = frozenset(
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 "
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门".split()
)
PROVINCE = re.compile("|".join(sorted(PROVINCES, key=len, reverse=True)))
ANY = "全本各该哪这那每我你几一某乡"  # 各乡镇 is no place
OPENING_TOWN = re.compile(r"^([\u4e00-\u9fff]{2}(?:镇|乡|县|街道))(?![级长委域民内外情])(?=[\u4e00-\u9fff])")
ITSELF = re.compile(r"本(?=[省市县区镇乡村](?!级))(.)")  # what a document calls the place it is about
COLOURS = re.compile(r"[红橙黄蓝]色")
LEVEL = re.compile(r"(?<![十百零第])([一二三四])级")

COUNTED = re.compile(
    r"(?:分为|分成|划为|共分|共有|共|分)[二三四]级(?![、，,和及（(])|(?:分为|分成|共分)[二三四]级(?=[，,（(][^一二三四]{0,4}一级)"
)

DocumentText = Callable[[str], str]


def fitting_evidence(
    question: Question, evidence: Sequence[Evidence], document_text: DocumentText
) -> tuple[list[Evidence], str]:
    """Return the evidence that speaks of all the question names, and what the best one lacks when none does."""
    lacking = [missing_constraints(question, item, document_text) for item in evidence]
    fitting = [item for item, missing in zip(evidence, lacking, strict=True) if not missing]
    if fitting or not lacking:
        named = [item for item in fitting if question.document_names and dict(item.parts).get(NAMED_SIGNAL)] or fitting
        return [item for item in named if quotes_term(question, item)] or named, ""
    fewest = min(len(missing) for missing in lacking)
    return [], "；".join(next(missing for missing in lacking if len(missing) == fewest))


def missing_constraints(question: Question, evidence: Evidence, document_text: DocumentText) -> list[str]:
    """Name the years, places, levels and hazards of the question that the source does not hold.

    Args:
        document_text: Gives a whole stored text by document id.
    """
    metadata = evidence.document.metadata
    near = plain(" ".join((metadata.title, *evidence.chunk.heading_path, evidence.chunk.text)))
    lacking = [
        f"没有{year}年的内容{instead([f'{one}年' for one in years_of(near, evidence)])}"
        for year in question.years
        if not speaks_of_year(year, near, evidence)
    ]
    asked = asked_places(question)
    whole = plain(document_text(evidence.chunk.document_id)) if asked else ""
    lacking += [
        f"没有关于{place}的内容{instead(places_of(metadata))}"
        for place in asked
        if not speaks_of_place(place, metadata, near, whole)
    ]
    level = question.response_level
    if level is not None and level not in (levels := levels_in(near)):
        other = instead([LEVEL_NAMES[one] for one in sorted(levels)])
        lacking.append(f"没有关于{LEVEL_NAMES.get(level, '该级别')}的内容{other}")
    if other_hazard(question, evidence, near):
        names = "、".join(default_taxonomy().hazard(hazard).name for hazard in question.hazards)
        others = [default_taxonomy().hazard(hazard).name for hazard in metadata.hazards]
        lacking.append(f"没有关于{names}的内容{instead(others)}")
    return lacking


def asked_places(question: Question) -> tuple[str, ...]:
    """Return the places of a question, a town that it begins with among them: no list of names holds every town."""
    town = OPENING_TOWN.match(question.text)
    more = (town.group(1),) if town and not any(town.group(1) in place for place in question.places) else ()
    return tuple(place for place in (*question.places, *more) if place[0] not in ANY)


def speaks_of_place(place: str, metadata: Metadata, near: str, whole: str) -> bool:
    """Tell whether a source may answer for a place.

    What is about another place of the same rank must name it in the passage: the report of one province that mentions
    another somewhere tells that one's figures nowhere.

    Args:
        near, whole: The passage with its headings, and the whole text, in plain form.
    """
    own, asked = plain(metadata.region + metadata.title), plain(place)
    return asked in own or asked in near or (asked in whole and not is_rival(asked, own))


def is_rival(place: str, own: str) -> bool:
    """Tell whether what a document is about (region and title in plain form) is another place of the same rank."""
    province = PROVINCE.match(place)
    if province:
        return bool(PROVINCE.search(own)) and province.group() not in own
    return place[-1] in "县区镇乡村" and any(other[-1] == place[-1] for other in DIVISION.findall(own))


def instead(found: Sequence[str]) -> str:
    """Say what was found instead, at most two of it, "" when that is not known."""
    return f"，找到的是{'、'.join(found[:2])}的" if found else ""


def years_of(near: str, evidence: Evidence) -> list[str]:
    """Return the years a passage speaks of, latest first, else that of its document."""
    metadata = evidence.document.metadata
    day = metadata.effective_on or metadata.issued_on
    told = sorted(set(YEAR.findall(near)), reverse=True)
    return told or ([str(day.year)] if day else [])


def places_of(metadata: Metadata) -> list[str]:
    """Return the place a document is about: its region, else the division its title names."""
    named = DIVISION.search(metadata.title)
    return [place for place in (metadata.region, named.group() if named else "") if place][:1]


def quotes_term(question: Question, evidence: Evidence) -> bool:
    """Tell whether a passage holds every term that the question puts in quotation marks."""
    terms = QUOTED.findall(question.text)
    near = plain(" ".join((evidence.document.metadata.title, *evidence.chunk.heading_path, evidence.chunk.text)))
    return bool(terms) and all(contains_loosely(term, near) for term in terms)


def other_hazard(question: Question, evidence: Evidence, near: str) -> bool:
    """Tell whether the source is about other hazards than the question, and the passage names none of those asked.

    The steps and levels of an earthquake plan must never answer a question about floods (串灾种).
    """
    known = set(evidence.document.metadata.hazards)
    if not question.hazards or not known or known & set(question.hazards):
        return False
    terms = (term for hazard in question.hazards for term in default_taxonomy().hazard_terms(hazard, colloquial=True))
    return not any(plain(term) in near for term in terms)


def contradicts(question: Question, text: str) -> bool:
    """Tell whether a unit speaks of other levels or colours than the one asked for, and not of that one."""
    if question.response_level is not None:
        levels = levels_in(plain(text))
        if levels and question.response_level not in levels:
            return True
    if question.kind is AnswerKind.PHONE and names_other_place(question, text):
        return True
    if says_of_itself(question, text):
        return True
    asked = set(COLOURS.findall(question.text))
    named = set(COLOURS.findall(text))
    return bool(asked and named and asked.isdisjoint(named))


def says_of_itself(question: Question, text: str) -> bool:
    """Tell whether a text says of 本镇 what is asked of a city: the part's figure is not that of the whole."""
    called = set(ITSELF.findall(text))
    ranks = {place[-1] for place in question.places if place[-1] in "省市县区镇乡村"}
    return bool(called and ranks) and not called & ranks and not any(place in text for place in question.places)


def names_other_place(question: Question, text: str) -> bool:
    """Tell whether a text names divisions, and none of those that the question names.

    The number of a district must never be given for the city's.
    """
    places = set(DIVISION.findall(text))
    return bool(question.places and places) and not any(
        place in asked or asked in place for place in places for asked in question.places
    )


def levels_in(text: str) -> set[int]:
    """Return the levels 1–4 named in a text in plain form (which writes Ⅱ级 as 二级); 分为四级 names none."""
    return {"一二三四".index(found) + 1 for found in LEVEL.findall(COUNTED.sub("", text))}


def speaks_of_year(year: str, near: str, evidence: Evidence) -> bool:
    """Tell whether the passage is of that year; a rule's own date counts, a report's does not.

    A report printed in January tells of the year before.
    """
    metadata = evidence.document.metadata
    if not metadata.doc_type.startswith(NORMATIVE):
        return year in near
    dates = (metadata.issued_on, metadata.effective_on, metadata.revised_on, metadata.adopted_on)
    return year in near or any(day is not None and str(day.year) == year for day in dates)


def contains_loosely(term: str, text: str) -> bool:
    """Tell whether a quoted term stands in the text, quotation marks aside."""
    strip = re.compile(r"[\s“”\"「」『』‘’']")
    return strip.sub("", normalize(term)) in strip.sub("", text)
