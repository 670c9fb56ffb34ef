"""Where a document stands among all law: whose law it is, what rank it has, which trade it is limited to.

A question that names no place means the law of the asker's own place and of the whole country. The own place is a
setting; without it, the province that most documents of provinces speak for is taken, where there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.divisions import default_divisions
from kb.records import Chunk, DocumentSummary, Evidence, Metadata, Question
from kb.retrieval.filtering import standard_place
from kb.retrieval.sectors import is_about, sectors_of

HOME_SHARE = 0.6  # of the documents of provinces, from which their province is taken for the own one
REGIONS_KEPT = 4096
NEARLY = 0.35  # of a score; about what separates neighbours among the first five
# A document of these types speaks of what happened somewhere: every question about it is about that place.
_ABOUT_EVENTS = re.compile(r"report|speech|practice|drill|investigation|survey|summary|notice")
# 立法法 (2023) arts. 98-100: law before administrative regulation before rules of departments and of places.
LAW_TYPES = frozenset({"law", "admin_reg", "dept_rule", "local_reg"})
# What titles of plans have in common; the rest says whose plan it is.
_KIND_OF_PLAN = re.compile(
    r"\d{4}年|\d+月|专项|综合|总体|现场处置|应急(?:救援|处置|响应)?(?:预案|方案|手册|处置卡)|预案|方案|办法|规定|制度|通知|关于|"
    r"生产安全事故|安全生产事故|突发(?:环境|公共卫生|公共)?事件|(?:有限(?:责任)?)?公司|人民政府|防汛抗旱|森林(?:草原)?(?:火灾|防火|防灭火)|"
    r"自然灾害(?:救助)?|地质灾害|气象灾害|防震减灾|灭火和应急疏散|危险化学品(?:事故)?|事故"
)
_NAME = 4  # characters of a name that are enough to mean it
_RANKS = {"law": 1.0, "admin_reg": 0.85, "dept_rule": 0.6}
_NATIONAL_RANK, _OTHER_RANK = 0.5, 0.3
_SANCTIONS_ASKED = re.compile(
    r"罚|处分|法律责任|什么责任|追究|怎么处理.{0,4}(?:单位|责任人|违)|违反.{0,20}(?:怎么|如何)处理|判|刑|后果"
)
_SANCTIONS_HEADING = re.compile(r"法律责任|罚则|责任追究|奖励(?:与|和)处罚|处罚")
_SANCTIONS = re.compile(r"处.{0,16}罚款|责令(?:限期)?改正|给予.{0,6}处分|追究刑事责任|予以处罚|行政拘留")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The asker's own place.

    Attributes:
        place: Standard name, "" when unknown.
        mixed: The base holds law of several provinces and none is the own one.
    """

    place: str = ""
    mixed: bool = False


UNKNOWN = Home()


def home_of(summaries: Sequence[DocumentSummary], own_region: str = "") -> Home:
    """Return the own place by setting, or the province that most of the documents of provinces speak for."""
    if own_region:
        return Home(place=standard_place(own_region))
    provinces = Counter(filter(None, (_province(summary.metadata.region) for summary in summaries)))
    if not provinces:
        return Home()
    province, count = provinces.most_common(1)[0]
    own = count >= HOME_SHARE * provinces.total()
    return Home(place=province if own else "", mixed=not own)


def jurisdiction_signals(question: Question, chunk: Chunk, metadata: Metadata, home: Home) -> dict[str, float]:
    """Return the signals of a candidate that its document's place among all law gives.

    `elsewhere` is -1 for law of a place that nobody asked about, `authority` grows with the rank of the document,
    `sector` is -1 for a document limited to a trade that the question does not name, `sanction` is 1 for a penalty
    that was asked for and -1 for one that was not.
    """
    named = bool(question.document_names)
    return {
        "elsewhere": 0.0 if named or question.places else _elsewhere(question.text, metadata, home),
        "authority": authority(metadata),
        "sector": 0.0 if named else _sector_fit(question, metadata.title),
        "sanction": _sanction_fit(question, chunk),
    }


def is_elsewhere(evidence: Evidence) -> bool:
    """Tell whether a piece of evidence is the law of a place that is not the asker's."""
    return dict(evidence.parts).get("elsewhere", 0.0) < 0


def applying_here(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what may support an answer where it is asked for, ranks numbered anew.

    The law of other places is left out when something of the own place or of the whole country is about as near to
    the question. Otherwise the law of one other place stays, that of the best piece: never a mixture of places.
    """
    own = [one for one in evidence if not is_elsewhere(one)]
    if len(own) == len(evidence):
        return list(evidence)
    if own and own[0].score >= evidence[0].score - NEARLY:
        kept = own
    else:
        place = next(one for one in evidence if is_elsewhere(one)).document.metadata.region
        kept = [one for one in evidence if not is_elsewhere(one) or one.document.metadata.region == place]
    return [replace(one, rank=rank) for rank, one in enumerate(kept, start=1)]


def authority(metadata: Metadata) -> float:
    """Return the rank of a document between 0 and 1."""
    if metadata.doc_type in _RANKS:
        return _RANKS[metadata.doc_type]
    return _NATIONAL_RANK if metadata.level == "national" else _OTHER_RANK


def _elsewhere(question: str, metadata: Metadata, home: Home) -> float:
    if _ABOUT_EVENTS.search(metadata.doc_type) or names_whose_plan(question, metadata):
        return 0.0
    if not _province(metadata.region):
        return 0.0
    if home.place:
        return 0.0 if metadata.region in home.place or home.place in metadata.region else -1.0
    return -1.0 if home.mixed and metadata.doc_type in LAW_TYPES | {"normative"} else 0.0


def names_whose_plan(question: str, metadata: Metadata) -> bool:
    """Tell whether a question says enough of whose plan a title means: 紫楹台酒店, 高速公路. Laws are not asked for so."""
    if metadata.doc_type in LAW_TYPES:
        return False
    whose = _KIND_OF_PLAN.sub("#", metadata.title)
    return any(
        whose[at : at + _NAME] in question for at in range(len(whose) - _NAME + 1) if "#" not in whose[at : at + _NAME]
    )


def _sector_fit(question: Question, title: str) -> float:
    sectors = sectors_of(title)
    return -1.0 if sectors and not is_about(question.text + question.normalized, sectors) else 0.0


def _sanction_fit(question: Question, chunk: Chunk) -> float:
    penal = any(_SANCTIONS_HEADING.search(heading) for heading in chunk.heading_path)
    penal = penal or bool(_SANCTIONS.search(chunk.text))
    if not penal:
        return 0.0
    return 1.0 if _SANCTIONS_ASKED.search(question.text) else -1.0


@lru_cache(maxsize=REGIONS_KEPT)
def _province(region: str) -> str:
    """Return the province that a standard name begins with, "" for a place of no known one."""
    found = default_divisions().at_start(region)
    return "" if found is None else (*found.division.above, found.division.name)[0]
