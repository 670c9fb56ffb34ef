"""What every question has to meet, looked at from the finished question alone and against the documents at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.answering.reading.hidden import hidden_values
from assistant.study.questions.records import AnswerForm, QuestionKind, StudyQuestion, clause_hash
from assistant.study.questions.truths import Truths, contained, distinct, squeezed
from assistant.study.questions.values import QUANTITY

WHICH_IS_RIGHT = "下列说法正确的是"  # the options are whole statements
_PART_END = re.compile("[，,；;：:。]")
_GAPS = ("（　　）", "______")
_DANGLING = re.compile(r"前款|前条|前项|本条|本款|本项|上述|前述|上列|如下|同上|见附|附表|【|xx|XX|××|__{7,}")
_NAMES_DOCUMENT = re.compile(r"^(?:根据|按照)《[^》]+》")
_CHOICES = (AnswerForm.ONE, AnswerForm.SEVERAL, AnswerForm.SEQUENCE)
_LONGEST_STEM = 240
_LENGTH_RATIO = 3  # an option more than this much longer than the shortest gives itself away by its length


def problems_of(question: StudyQuestion, truths: Truths | None = None) -> tuple[str, ...]:
    """Return what is wrong with a question, in English, for logs and tests; () for a sound one.

    Args:
        truths: The documents in force; with them the distractors are held against every clause.
    """
    found = [*_key_problems(question), *_stem_problems(question)]
    if question.form in _CHOICES:
        found += _option_problems(question)
    if truths is not None:
        found += _truth_problems(question, truths)
    return tuple(found)


def _key_problems(question: StudyQuestion) -> Iterator[str]:
    source = question.source
    if clause_hash(source.text) != source.text_hash or len(source.text) != source.end - source.start:
        yield "clause and hash differ"
    if not question.key_points:
        yield "no key"
    for point in question.key_points:
        if source.text[point.start : point.end] != point.text or not point.text.strip():
            yield f"key not in clause: {point.text[:20]}"
    if not _is_keyed(question):
        yield "the answer is not the key"


def _is_keyed(question: StudyQuestion) -> bool:
    points = {point.text for point in question.key_points}
    if question.form in _CHOICES:
        return {question.options[at] for at in question.right} == points
    if question.form is AnswerForm.BLANK:
        return points == {question.answer}
    if question.form is AnswerForm.JUDGE:
        return (question.answer == "正确") is not bool(question.note)
    return all(point in question.answer for point in points)


def _stem_problems(question: StudyQuestion) -> Iterator[str]:
    stem = question.stem
    if not _NAMES_DOCUMENT.match(stem):
        yield "stem names no document"
    if _DANGLING.search(stem) or hidden_values(stem.replace("______", "")):
        yield "stem points away or hides a value"
    if len(stem) > _LONGEST_STEM:
        yield "stem too long"
    gaps = sum(stem.count(gap) for gap in _GAPS)
    if gaps != (0 if question.form in (AnswerForm.JUDGE, AnswerForm.TEXT) else 1):
        yield "not one gap"
    if question.form in (AnswerForm.ONE, AnswerForm.SEVERAL) and _is_told(question):
        yield "the stem gives the key away"


def _is_told(question: StudyQuestion) -> bool:
    """Tell whether the stem prints a right option; numbers have to stand alone to count."""
    stem = squeezed(question.stem)
    for at in question.right:
        option = squeezed(question.options[at])
        if QUANTITY.fullmatch(option):
            if re.search(rf"(?<!\d){re.escape(option)}", stem):
                return True
        elif option in stem:
            return True
    return False


def _option_problems(question: StudyQuestion) -> Iterator[str]:
    options, count = question.options, len(question.right)
    if not 4 <= len(options) <= 6:
        yield "not four to six options"
    if not distinct(options):
        yield "two options are equal"
    if (question.form is AnswerForm.ONE and count != 1) or (question.form is AnswerForm.SEVERAL and count < 2):
        yield "not one right option, or not several"
    if question.kind in (QuestionKind.NUMBER, QuestionKind.LIMIT):
        yield from _unit_problems(options)
    elif question.kind is not QuestionKind.LEVEL:
        yield from _form_problems(question)


def _form_problems(question: StudyQuestion) -> Iterator[str]:
    if any(_holds(one, other) for one, other in combinations(question.options, 2)):
        yield "an option holds another"
    lengths = [len(option) for option in question.options]
    longest = max(_LENGTH_RATIO * min(lengths), min(lengths) + 4)
    if question.form is not AnswerForm.SEQUENCE and max(lengths) > longest:
        yield "lengths differ too much"


def _holds(one: str, other: str) -> bool:
    return contained(one, other) and ("副" in one) is ("副" in other)


def _unit_problems(options: Sequence[str]) -> Iterator[str]:
    shapes = {
        re.sub(r"\d+(?:\.\d+)?", "0", re.sub("[一二两三四五六七八九十百千]+", "一", option)) for option in options
    }
    if len(shapes) > 1:
        yield "options differ in unit or form"


def _truth_problems(question: StudyQuestion, truths: Truths) -> Iterator[str]:
    """Yield distractors that fill the gap with what a document says, and false statements that one says."""
    wrong = [option for at, option in enumerate(question.options) if at not in question.right]
    if question.form is AnswerForm.ONE:
        yield from (
            f"a distractor is said by a document: {one[:20]}" for one in wrong if _is_said(question, one, truths)
        )
    elif question.form is AnswerForm.SEVERAL:
        clause = squeezed(question.source.text)
        yield from (f"a distractor stands in the clause: {one[:20]}" for one in wrong if squeezed(one) in clause)
    elif question.form is AnswerForm.JUDGE:
        words = question.stem.partition("，")[2].rstrip("。")
        if truths.says(words) is bool(question.note):
            yield "the judgement is not what the documents say"


def _is_said(question: StudyQuestion, option: str, truths: Truths) -> bool:
    before, _, after = question.stem.partition(_GAPS[0])
    before = before.partition("，")[2]
    if before == WHICH_IS_RIGHT:
        return truths.says(option)
    stretch = squeezed(f"{_PART_END.split(before)[-1]}{option}{_PART_END.split(after)[0]}")
    if len(stretch) > len(option) + 3 and stretch in squeezed(question.source.text):
        return True  # the clause says it of something else: 20分钟内通知到村 for another colour
    return truths.says_filled(before, option, after.rstrip("。"))
