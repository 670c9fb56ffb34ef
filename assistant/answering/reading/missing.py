"""What a refusal says is missing, in words that tell where to look on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.answerability import DEFINED, Meanings, held, meanings
from assistant.answering.reading.constraints import QUOTED, contains_loosely
from assistant.answering.reading.features import Surroundings
from assistant.answering.reading.plain import plain
from assistant.answering.reading.question_words import QuestionWords
from assistant.answering.reading.scoring import ScoredUnit
from assistant.answering.reading.verdicts import absent_words
from kb.records import AnswerKind, Question

ASKED_FOR = {
    AnswerKind.NUMBER: "数值",
    AnswerKind.LIMIT: "时限",
    AnswerKind.DATE: "日期",
    AnswerKind.PHONE: "电话",
    AnswerKind.LEVEL: "等级",
    AnswerKind.BODY: "单位或人员",
    AnswerKind.PLACE: "地点",
}
DEFINED_TERM = re.compile(
    r"(?:什么是|何谓|何为)(.{2,14}?)[？?]?$|^(.{2,14}?)(?:是|指的?是?)什么(?:意思)?[？?]?$|^(.{2,14}?)的(?:定义|含义)"
)


def missing_note(question: Question, words: QuestionWords, scored: Sequence[ScoredUnit]) -> str:
    """Return what the found passages do not tell, from the plainest reason to the least plain."""
    best = scored[0]
    passages = {one.unit.evidence.chunk.chunk_id: one.unit.evidence for one in scored}
    found = "\n".join(f"{(text := Surroundings.of(item)).headings}\n{text.chunk}" for item in passages.values())
    if terms := [term for term in QUOTED.findall(question.text) if not contains_loosely(term, found)]:
        return f"找到的段落都没有提到“{terms[0]}”"
    said = meanings(question, words)
    if nowhere := unspoken(words, found, said):
        return f"找到的段落都没有提到“{'、'.join(nowhere)}”"
    if (term := defined_term(question)) and held(plain(term), found, said):
        return f"找到的段落提到“{term}”，但没有给出它的定义"
    kind = ASKED_FOR.get(question.kind, "")
    subject = "、".join(spoken_words(words, best)[:2])
    if kind and subject:
        return f"找到的段落谈到“{subject}”，但没有写明所问的{kind}"
    if kind:
        return f"找到相关段落，但其中没有所问的{kind}"
    absent = absent_words(words, best)
    return f"没有同时谈到“{absent}”的段落" if absent else "相关段落没有直接回答这个问题"


def unspoken(words: QuestionWords, found: str, said: Meanings) -> list[str]:
    """Return at most two of the weightiest words that no found passage holds.

    A wrong cut of words (恒泰签) that begins or ends with a word the passages hold names nothing that is missing.
    """
    absent = [word for word in words.words if len(word) > 1 and not held(word, found, said)]
    absent = [word for word in absent if len(word) == 2 or (word[:2] not in found and word[-2:] not in found)]
    whole = [word for word in absent if not any(word != other and word in other for other in absent)]
    return sorted(whole, key=lambda word: -words.words[word])[:2]


def spoken_words(words: QuestionWords, best: ScoredUnit) -> list[str]:
    """Return the words of the question that the best unit holds, the weightiest first, none inside another."""
    text = plain(best.unit.text)
    spoken = [word for word in words.words if len(word) > 1 and word in text]
    whole = [word for word in spoken if not any(word != other and word in other for other in spoken)]
    return sorted(whole, key=lambda word: -words.words[word])


def defined_term(question: Question) -> str:
    """Return the term whose meaning is asked for, "" for other questions."""
    if question.kind is not AnswerKind.DEFINITION and not DEFINED.search(question.text):
        return ""
    found = DEFINED_TERM.search(question.text)
    return next((group for group in found.groups() if group), "") if found else ""
