"""Negations and modal words of a sentence, each held against the same act in the evidence.

An act is what a negation governs, up to the end of its clause: 不得|单独下水搜救. A sentence may drop a negated act; it may
not tell it without its negation, nor negate what the evidence affirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.guard.mentions import read_text
from assistant.guard.plain import pairs_of
from assistant.guard.records import Problem, ProblemKind

BAN, NEEDLESS, NOT = "ban", "needless", "not"
_NEGATION = re.compile(
    r"(?P<ban>严禁|禁止|不得(?!不|已|超过|少于|低于|大于|高于|多于|小于|迟于|晚于)|不准(?!超过|少于|低于|大于|高于|多于|小于)|不许|不可(?!抗|避免|或缺|预见|移动|逆|控)|不能|不要|切勿|请勿|切忌|勿(?!论)|不应|不宜|不允许|杜绝|谢绝|严格禁止|禁(?=入|火|行|烟|用))"
    r"|(?P<needless>无须|无需|不必|不需要?|不用|毋须|免于|免予|可不)"
    r"|(?P<not>尚未|未(?!来|成年|必)|没有|没(?!收)|不(?!得低于|得少于|得超过|得大于|得小于|得高于|得多于|准少于|准低于|准超过|能超过|能少于|应小于|应少于|应大于|应低于|低于|少于|超过|大于|小于|高于|多于|晚于|迟于|断|仅|但|论|管|良|利|明|幸|久|时|止|定期|动产|同|锈|间断|懈|限于|可|限|妨|一|折不扣|误|足|慎|法|适|宜|稳|测)|无(?!线|人机|关|色|味|论|害|偿|障碍|缝|异|纺|菌|责任|烟|毒|证|照|锡|主|疑)|非(?![洲煤典凡常法])|拒绝|免除|缺乏|缺少|并非|从不|绝不)"
)
_INHERENT = re.compile(
    r"避免|防止|停止|取消|撤销|解除|拒绝|除|缺|以外|违反|违规|擅自|盲目|禁|勿|谎|瞒|迟报|漏报|逾期|失效|无效|隐瞒|只有|方可|方能|才能|才可|后再|不|未|无|没|非|免|杜绝|严防|关闭|断开|切断|暂缓|推迟|必须|仅|只"
)
ONLY_AFTER = re.compile(r"方可|方能|才能|才可|方准|后再|后才|必须经|须经|应经|需经|必须先|应先|须先|应当先|之后才|前提")
_HURRY = re.compile(r"不得?(?:延误|拖延|迟延|耽搁|推诿|拖拉|等待|停留|滞留|耽误|迟疑)|毫不")
_SOON = re.compile("立即|及时|第一时间|分钟内|小时内|日内")
_CLAUSE_END = re.compile("[,;。:!?()\n|]")
_FILLERS = re.compile("^(?:再|得|有|将|对|在|以|被|把|进行|任何|擅自|向|予以|给予|予|具备|经)")
_LONGEST_ACT = 14
_ACT_SHARE = 0.5  # share of an act's pairs from which a sentence speaks of it
_MAY = re.compile(
    r"可以|(?<![不方才])可(?=由|采取|根据|视|向|先|直接|请求|在|按|启动|决定|要求|依法|对|将|与|申请|适当|通过|给予|延长|结合|参照|同时|组织|批准|提高|降低|以)|有权|允许|准许|酌情|视情况?|鼓励|自愿|自行决定"
)
_MUST = re.compile(
    r"应当|必须|务必|(?<!必)须(?![知要])|(?<![响供适反相对])应(?![急对用答变力邀届援征运战有])|一律|严禁|不得"
)
_FIRM = re.compile(r"应当|必须|务必|(?<!必)须(?![知要])|(?<![响供适反相对])应(?![急对用答变力邀届援征运战有])|一律")


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """A negation with the clause it stands in; `act` is what it governs, `pairs` the act's character pairs."""

    sort: str
    text: str
    start: int
    act: str
    pairs: frozenset[str]
    clause: str


@lru_cache(maxsize=2_048)
def negations_of(text: str) -> tuple[Negation, ...]:
    """Return the negations of a text, in order; those that are part of a bound (不超过) are none."""
    read = read_text(text)
    return tuple(_negation(read.blank, read.plain, found) for found in _NEGATION.finditer(read.blank))


def _negation(blank: str, plain: str, found: re.Match[str]) -> Negation:
    start, end = _clause_around(plain, found.start())
    act = blank[found.end() : min(end, found.end() + _LONGEST_ACT)]
    following = _NEGATION.search(act)
    act = _FILLERS.sub("", act[: following.start()] if following and following.start() else act)
    return Negation(
        sort=found.lastgroup or "", text=found.group(), start=found.start(), act=act,
        pairs=frozenset(pairs_of(act)), clause=plain[start:end],
    )  # fmt: skip


def _clause_around(plain: str, place: int) -> tuple[int, int]:
    start = max((found.end() for found in _CLAUSE_END.finditer(plain, 0, place)), default=0)
    end = _CLAUSE_END.search(plain, place)
    return start, end.start() if end else len(plain)


def polarity_problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Yield negations that were added or lost, and duties that became options or the other way round."""
    said = negations_of(sentence)
    known = [negation for text in evidence for negation in negations_of(text)]
    plain = read_text(sentence).plain
    texts = [read_text(text).plain for text in evidence]
    for negation in said:
        if not _known_negation(negation, known, texts):
            reason = f"依据里没有对“{negation.act or negation.clause}”用“{negation.text}”"
            yield Problem(value=negation.text, kind=ProblemKind.NEGATION, reason=reason)
    for negation in known:
        if _is_lost(negation, said, plain, texts):
            reason = f"依据说“{negation.text}{negation.act}”，句子里没有了“{negation.text}”"
            yield Problem(value=negation.act, kind=ProblemKind.NEGATION, reason=reason)
            break
    yield from _modal_problems(plain, texts)


def _known_negation(said: Negation, known: Sequence[Negation], texts: Sequence[str]) -> bool:
    if _HURRY.match(said.text + said.act) and any(_SOON.search(text) for text in texts):
        return True
    if any(_answers(said, other) for other in known):
        return True
    pairs = said.pairs or frozenset(pairs_of(said.clause))
    for clause in (clause for text in texts for clause in _CLAUSE_END.split(text)):
        shared = pairs & set(pairs_of(clause))
        if shared and _excused(said, clause):
            return True
    # 不得返回取物 told as 禁止回去拿东西: nothing that the evidence affirms is denied.
    return (
        bool(said.pairs)
        and any(_as_strong(said, other) for other in known)
        and not any(pair in text for text in texts for pair in said.pairs)
    )


def _as_strong(said: Negation, known: Negation) -> bool:
    return said.sort == known.sort or NOT in (said.sort, known.sort)


def _excused(said: Negation, clause: str) -> bool:
    """Tell apart: 避免单独行动 may be told as 不要单独行动, 经批准方可进入 as 未经批准不得进入."""
    if said.sort == BAN:
        return bool(
            re.search(
                r"避免|防止|停止|拒绝|禁|勿|杜绝|严防|方可|方能|才能|才可|后再|只有|不予|必须经|须经|仅限|只能|只准",
                clause,
            )
        )
    return bool(
        re.search(
            r"避免|防止|停止|拒绝|除|缺|违反|擅自|方可|方能|才能|才可|后再|只有|须经|免|逾期|超期|之外|以外|取消|断",
            clause,
        )
    )


def _answers(said: Negation, known: Negation) -> bool:
    """Tell whether a negation of the evidence carries one of the sentence."""
    if NEEDLESS in (said.sort, known.sort) and BAN in (said.sort, known.sort):
        return False
    if said.pairs & known.pairs:
        return True
    if said.act[:1] and known.act[:1] and len(set(said.act[:8]) & set(known.act[:8])) >= min(2, len(said.act)):
        return True
    short = len(said.act) < 2 or len(known.act) < 2
    own, other = set(pairs_of(said.clause)), set(pairs_of(known.clause))
    shared = len(own & other)
    return shared >= (1 if short else 3) and shared >= (0.2 if short else 0.4) * min(len(own), len(other))


def _is_lost(known: Negation, said: Sequence[Negation], plain: str, texts: Sequence[str]) -> bool:
    act = frozenset(pairs_of(known.act[:8]))
    if not act or any(_keeps(negation, known) for negation in said):
        return False
    for clause in _CLAUSE_END.split(plain):
        pairs = set(pairs_of(clause))
        share = len(act & pairs) / len(act)
        if share < _ACT_SHARE or ONLY_AFTER.search(plain) or re.search("避免|防止|拒绝|停止|杜绝|严防", clause):
            continue
        if _closest_is_negated(pairs, known, texts):
            return True
    return False


def _keeps(said: Negation, known: Negation) -> bool:
    """Tell whether the sentence negates the act too, and no more weakly."""
    if (known.sort == BAN and said.text[0] in "未尚没") or ((known.sort == BAN) != (said.sort == BAN) and NEEDLESS in (
        known.sort, said.sort
    )):  # fmt: skip
        return False
    act = frozenset(pairs_of(known.act[:8]))
    if act & said.pairs:
        return len(act & said.pairs) >= 0.3 * len(act) or known.sort == said.sort
    return known.text == said.text and len(said.act) < 2


def _closest_is_negated(pairs: set[str], known: Negation, texts: Sequence[str]) -> bool:
    """Tell whether no clause of the evidence without this negation fits the sentence's clause as well."""
    fit = len(pairs & set(pairs_of(known.clause)))
    for text in texts:
        for clause in _CLAUSE_END.split(text):
            if len(pairs & set(pairs_of(clause))) >= fit and not any(
                other.pairs & known.pairs for other in negations_of(clause)
            ):
                return False
    return True


def _modal_problems(plain: str, texts: Sequence[str]) -> Iterator[Problem]:
    clauses = [clause for text in texts for clause in _CLAUSE_END.split(text) if clause]
    for clause in _CLAUSE_END.split(plain):
        option, duty = _MAY.search(clause), _FIRM.search(clause)
        if not option and not duty:
            continue
        pairs = set(pairs_of(clause))
        nearest = max(clauses, key=lambda other: len(pairs & set(pairs_of(other))), default="")
        if option and not duty and _FIRM.search(nearest) and not _MAY.search(nearest):
            reason = f"依据是“{_first(_FIRM, nearest)}”，句子说成了“{option.group()}”"
            yield Problem(value=option.group(), kind=ProblemKind.MODALITY, reason=reason)
        elif (
            duty
            and not option
            and not _MUST.search(nearest)
            and (_MAY.search(nearest) or _only_option(clause, duty, clauses))
        ):
            reason = f"依据是“{_first(_MAY, nearest)}”，句子说成了“{duty.group()}”"
            yield Problem(value=duty.group(), kind=ProblemKind.MODALITY, reason=reason)


def _only_option(clause: str, duty: re.Match[str], clauses: Sequence[str]) -> bool:
    """Tell whether the evidence gives the act of a duty as an option: 应当延长 for 可以适当延长."""
    act = set(pairs_of(clause[duty.end() : duty.end() + 6]))
    options = [other[found.end() : found.end() + 8] for other in clauses if (found := _MAY.search(other))]
    return any(act & set(pairs_of(option)) for option in options) and not any(
        act & set(pairs_of(other[found.end() : found.end() + 8])) for other in clauses if (found := _FIRM.search(other))
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""
