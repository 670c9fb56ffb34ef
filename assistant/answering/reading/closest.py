"""The clauses nearest to a spoken question that nothing answers for certain, out of the plan that is certainly meant.

An officer who asks in words no plan uses is better served by the clause that lies nearest, said to be no more than
that, than by none at all. Figures, dates, levels, bodies and terms are left out: a near value is a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.reading.features import NORMATIVE
from assistant.answering.reading.scoring import ScoredUnit
from kb.records import AnswerKind, Evidence, Question

CLOSEST_NOTE = "未找到直接回答，以下只是最接近的条文，未必回答所问，请核对原文"
FREE_KINDS = frozenset({AnswerKind.OPEN, AnswerKind.STEPS, AnswerKind.YES_NO, AnswerKind.PLACE})
VALUES = re.compile(
    r"多少|几|多[长远高大久宽深重]|谁|哪[个家级年天]|什么名|叫什么|职称|是什么意思|啥意思|指什么|为什么|为啥|原因"
)
SPOKEN = re.compile(
    r"咋|啥|俺|咱|[儿呗嘛]|[成行中]不|[成行]吗|得了|不[？?]?$|没[？?]?$|那会|[里底上后前]头|整|弄|瞅|瞧|跑|捞|拽|[咯喽啦]|的话"
)
LOOKED_AT = 5  # passages, best first
AGREEING = 3  # of them in one document make it certain that this is the one meant
ROOM = 215  # characters of all clauses together
CLAUSES = 4
SHORTEST = 8  # characters of a clause that says something


def closest_clauses(question: Question, scored: Sequence[ScoredUnit]) -> tuple[ScoredUnit, ...]:
    """Return the nearest clauses in the order of the text, () where a refusal is right: see the module.

    Args:
        scored: Units of the found passages, best first.
    """
    if question.kind not in FREE_KINDS or VALUES.search(question.text) or not SPOKEN.search(question.text):
        return ()
    document_id = certain_document(question, [one.unit.evidence for one in scored])
    chosen: list[ScoredUnit] = []
    room = ROOM
    for one in scored:
        text = one.unit.text.strip()
        if one.unit.evidence.chunk.document_id != document_id or one.redacted or len(text) < SHORTEST:
            continue
        if len(text) < room and len(chosen) < CLAUSES:
            chosen.append(one)
            room -= len(text) + 1
    return tuple(sorted(chosen, key=lambda one: one.unit.start))


def certain_document(question: Question, evidence: Sequence[Evidence]) -> str:
    """Return the id of the plan or rule that is certainly meant, "" when none is.

    It is certain when the best passage's document is about a hazard of the question, or when most of the best passages
    stand in it.
    """
    by_rank = {item.rank: item for item in evidence}
    best = [by_rank[rank] for rank in sorted(by_rank)][:LOOKED_AT]
    if not best:
        return ""
    if set(question.hazards) & set(best[0].document.metadata.hazards):
        meant = best[0].chunk.document_id
    else:
        meant, count = Counter(item.chunk.document_id for item in best).most_common(1)[0]
        meant = meant if count >= AGREEING else ""
    kinds = {item.document.metadata.doc_type for item in best if item.chunk.document_id == meant}
    return meant if any(kind.startswith(NORMATIVE) for kind in kinds) else ""
