"""A question for one step of a procedure: 液氨泄漏先干什么，第二步是什么."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.records import Answer
from kb.query import understand
from kb.records import AnswerKind
from kb.text import parse_number

_ORDINAL = r"[一二三四五六七八九十\d]{1,3}"
STEP_ASKED = re.compile(rf"(?P<base>.{{4,}}?)[，,]第(?P<number>{_ORDINAL})步是什么[？?。]?")
FOLLOW_UP = re.compile(
    rf"(?:请|再|重新|具体|详细)*(?:说说|说一下|讲讲|讲一下|解释一下|展开说|看看)?(?:其中)?(?:的)?第(?P<number>{_ORDINAL})步(?:呢|是什么|怎么做|做什么|干什么|具体怎么做|的内容)?"
)
NEXT = re.compile(
    r"(?:那|再|然后|接着)*(?:下一步|接下来|然后|接着|再然后|再往下|这之后)(?:呢|做什么|干什么|怎么做|怎么办|该怎么办)?"
)
FIRST_STEP = re.compile(r"(?:的)?(?:第一步|首先)(?=(?:要|该|应该)?(?:干|做|怎))")
FEWER_STEPS = "依据里只有 {count} 步，以下是全部步骤"
NO_STEPS = "依据里没有分出步骤，以下是全部内容"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepQuestion:
    """A question for one step: the question for the whole procedure and the 1-based step."""

    base: str
    number: int


def step_question(question: str) -> StepQuestion | None:
    """Return the parts of a question for one step, None for every other question."""
    match = STEP_ASKED.fullmatch(question.strip())
    return None if match is None else StepQuestion(base=match["base"], number=int(parse_number(match["number"])))


def asked_step(before: str, core: str) -> str:
    """Return the stand-alone question of a follow-up for a step of what was asked before, "" when it is none."""
    asked = step_question(before)
    base = asked.base if asked else FIRST_STEP.sub("", before.rstrip("？?。!！ "))
    if match := FOLLOW_UP.fullmatch(core):
        return f"{base}，第{match['number']}步是什么"
    if NEXT.fullmatch(core) and (asked or understand(base).plain_kind is AnswerKind.STEPS):
        return f"{base}，第{chinese(asked.number + 1 if asked else 2)}步是什么"
    return ""


def chinese(number: int) -> str:
    """Return a number as an ordinal writes it: 二, 十二; beyond 十九 in digits."""
    if number > 19:
        return str(number)
    return "十" * (number >= 10) + "零一二三四五六七八九"[number % 10].replace("零", "")


def only_step(answer: Answer, number: int) -> Answer:
    """Return the answer cut down to one step; it is read from the sources again, not from what was said before."""
    if not answer.steps:
        return answer if answer.refused else _noticed(answer, NO_STEPS)
    if number > len(answer.steps):
        return _noticed(answer, FEWER_STEPS.format(count=len(answer.steps)))
    step = answer.steps[number - 1]
    text = f"{step.order}. {step.action}" + "".join(f"[{marker}]" for marker in step.markers)
    return replace(
        answer,
        text=text,
        steps=(step,),
        statements=tuple(one for one in answer.statements if step.action in one.text),
        citations=tuple(one for one in answer.citations if one.marker in step.markers),
    )


def _noticed(answer: Answer, notice: str) -> Answer:
    return replace(answer, notice="；".join(part for part in (notice, answer.notice) if part))
