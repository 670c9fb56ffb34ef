"""May I go in to save somebody? Answered with the bans that stand for such an accident, or not at all.

Who goes into a tank after somebody dies beside him more often than not: what is quoted must be the ban of this kind of
accident. A sentence about another kind (触电 for a tank) is worse than none, so nothing falls back to the ordinary way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.citations import CitationList
from assistant.answering.extractive import without_number
from assistant.answering.reading.extracts import extract_of
from assistant.answering.reading.sufficiency import Verdict
from assistant.answering.reading.units import Unit, units_of
from assistant.answering.statements import refusal, statement_answer
from assistant.records import Answer, AnswerStatus
from kb.knowledge_base import KnowledgeBase
from kb.records import Evidence, Filters, Question
from kb.text import normalize

VICTIM = re.compile(
    r"晕|昏|倒下|倒在|倒了|没(?:了)?(?:反应|动静|意识|声音|气)|[喊叫]不[应醒]|不省人事|中毒|窒息|困在|被困|陷在|掉[进到下在]|落水|淹|溺|触电|[被让]电|电[着倒到]"
    r"|[被让]埋|埋在|压在|没出来|出不来|还在里|救人|救他|救她|拉人|工友|同事|有人"
)
GOING_IN = re.compile(
    r"进去|下去|冲进|钻进|爬进|跳[进下]|返回|回去|进入|入内|(?:进|下)(?=[池罐釜井窖坑槽舱水河塘沟房屋火楼洞])|过去"
)
PULLING = re.compile(
    r"[拉拽拖捞背抱抬扶搬弄](?:他|她|人|住|起|出|上来|一把|回来)|救(?:他|她|人|出|上来|一把)|施救|用手[去]?[拉碰]"
)
ASKING = re.compile(
    r"能不能|能否|可不可以|可否|可以|要不要|行不行|该不该|应不应该|准不准|是不是|[能敢许让要].{0,14}[吗么不][?？。\s]*$|[吗么不][?？。\s]*$|行吗|行不"
)
# What is forbidden stands in one clause with the word that forbids it; who fetches goods or flees saves nobody.
_ENTRY = r"(?:进入|下[池井罐]|下水(?!逃生|道)|入内|救人|施救|返回(?![^，,。；;]{0,6}[取搬拿])|用手[^，,。；;]{0,4}拉|拉触电|触碰|接触触电|靠近|搜寻)"
FORBIDS_ENTRY = re.compile(
    rf"(?:严禁|禁止|不得(?!超过)|不准|不能|不要|切勿|不许)[^，,。；;\n]*{_ENTRY}|(?:方可|后才能|才能)[^，,。；;\n]{{0,6}}{_ENTRY}"
)
OTHERS_KEPT_OUT = re.compile(r"无关人员|车辆|社会应急力量")
RULES = ("plan", "card", "manual", "action_plan", "standard")
ASKED_DEPTH = 16
MOST_BANS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """A kind of accident: how it is told in a question, in a plan, and what to search for.

    Attributes:
        asked: Words of a question; `told`: words of a ban or of the headings above it.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]
    search: str


ACCIDENTS = (
    Accident(
        asked=re.compile(r"山火|林火|林子|山上|森林|草原"),
        told=re.compile(r"森林|草原|山火|林火"),
        search="森林火灾 扑救 严禁 贸然进入 不具备安全条件 不得进入",
    ),
    Accident(
        asked=re.compile(r"触电|[被让]电|电[着倒到]|漏电|带电|电线|配电|电箱|高压"),
        told=re.compile(r"触电|断电|带电|高压设备|接地"),
        search="触电 严禁 断电前 用手拉触电者",
    ),
    Accident(
        asked=re.compile(r"火|烟|烧"),
        told=re.compile(r"火(?!场取)|烟"),
        search="火灾 清点人数 缺员 失联人员 不得自行返回搜寻 火场",
    ),
    Accident(
        asked=re.compile(r"氨|氯|煤气|燃气|毒气|毒烟|泄漏|漏[了出气]|白雾|硫化氢|气味|化学品|危化"),
        told=re.compile(r"泄漏|白雾|氨|氯|有毒|毒气|危险化学品|热区"),
        search="泄漏 严禁 未佩戴 空气呼吸器 进入 盲目施救",
    ),
    Accident(
        asked=re.compile(
            r"釜|罐(?!区)|池|井|窖|槽|舱|沼气|下水道|化粪|管沟|管道|密闭|[有受]限空间|坑|涵洞|地下室|筒仓|料仓|塔里|炉膛|缸"
        ),
        told=re.compile(r"[有受]限空间|下池|池内|井下|罐内|窒息|密闭"),
        search="有限空间 中毒窒息 严禁 未通风 未检测 进入 下池救人 盲目施救",
    ),
    Accident(
        asked=re.compile(r"落水|淹|溺|[水河江湖渠塘]里|掉.{0,2}[水河江湖沟渠塘]|洪水|水围|跳[进下][水河]"),
        told=re.compile(r"下水|落水|溺|水域|被水"),
        search="落水 不得下水 救人 水域救援",
    ),
    Accident(
        asked=re.compile(r"塌|[被让]埋|埋在|滑坡|废墟|压在|泥石流"),
        told=re.compile(r"坍塌|倒塌|滑坡|废墟|崩塌|泥石流"),
        search="坍塌 滑坡 不得 进入 返回 救人 二次坍塌",
    ),
)


FOREST, HOUSE_FIRE = ACCIDENTS[0], ACCIDENTS[2]


def asks_to_go_in(text: str) -> bool:
    """Tell whether somebody asks if he may go in to, or lay hands on, a person in danger."""
    asked = normalize(text)
    acting = GOING_IN.search(asked) or PULLING.search(asked)
    in_danger = VICTIM.search(asked) and (PULLING.search(asked) or any(one.asked.search(asked) for one in ACCIDENTS))
    return bool(acting and in_danger and ASKING.search(asked))


def accidents_of(text: str) -> tuple[Accident, ...]:
    """Return the kinds of accident that a question tells of."""
    asked = normalize(text)
    told = [one for one in ACCIDENTS if one.asked.search(asked)]
    return tuple(told[:1]) if told and told[0] is FOREST else tuple(told)  # a fire in the woods is no fire of a house


class RescueReader:
    """Answers whether somebody may go in, from bans alone."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def read(self, question: Question, filters: Filters) -> Answer | None:
        """Return the bans for the kind of accident, a refusal when none stands; None for other questions."""
        if not asks_to_go_in(question.text):
            return None
        kinds = accidents_of(question.text)
        found = self._found(question, kinds or ACCIDENTS, filters)
        told = [unit for item in found for unit in units_of(item) if forbids_entry(unit)]
        fitting = [unit for unit in told if not kinds or any(tells_of(one, unit) for one in kinds)]
        if not fitting:
            missing = "没有找到这种险情下能否进入救人的规定；没有依据不等于可以进入，请先报告、等专业救援人员"
            return refusal(question, Verdict(status=AnswerStatus.NO_EVIDENCE, missing=missing), found)
        chosen = [without_number(extract_of(unit)) for unit in of_best_sections(fitting, 1 if len(kinds) == 1 else 2)]
        note = "" if kinds else "问题没有写明是哪种险情，以下是找到的有关禁令，请核对是否适用"
        verdict = Verdict(status=AnswerStatus.PARTIAL if note else AnswerStatus.GROUNDED, missing=note)
        return statement_answer(question, verdict, chosen, [], CitationList(self._kb.document))

    def _found(self, question: Question, kinds: Sequence[Accident], filters: Filters) -> list[Evidence]:
        """Return passages of rules for the question and for each kind of accident, each once."""
        asked = [question]
        for kind in kinds:
            text = f"{question.text} {kind.search}"
            asked.append(replace(question, text=text, normalized=text, sayings=()))
        found: dict[str, Evidence] = {}
        for one in asked:
            for item in self._kb.applicable(one, filters, ASKED_DEPTH):
                if item.document.metadata.doc_type.startswith(RULES):
                    known = found.get(item.chunk.chunk_id)
                    found[item.chunk.chunk_id] = item if known is None or known.score < item.score else known
        return sorted(found.values(), key=lambda item: -item.score)


def forbids_entry(unit: Unit) -> bool:
    """Tell whether a unit forbids going in or laying hands on somebody, or says on what condition."""
    text = unit.text
    return bool(FORBIDS_ENTRY.search(text) and not OTHERS_KEPT_OUT.search(text))


def tells_of(accident: Accident, unit: Unit) -> bool:
    """Tell whether a ban, or a heading above it, is about a kind of accident."""
    headings = " ".join((unit.evidence.document.metadata.title, *unit.evidence.chunk.heading_path))
    if accident is HOUSE_FIRE and FOREST.told.search(headings):
        return False
    return bool(accident.told.search(f"{headings}\n{unit.text}"))


def of_best_sections(units: Sequence[Unit], sections: int) -> list[Unit]:
    """Return the bans of the best sections in the order of their text, at most `MOST_BANS` of each."""
    by_place: dict[tuple[str, tuple[str, ...]], list[Unit]] = {}
    for unit in units:
        by_place.setdefault((unit.evidence.chunk.document_id, unit.evidence.chunk.heading_path[:1]), []).append(unit)
    best = sorted(by_place.values(), key=lambda one: -(len(one) + one[0].evidence.score))[:sections]
    return [unit for one in best for unit in sorted(one, key=lambda unit: unit.start)[:MOST_BANS]]
