"""What one post has to do in a procedure: the steps of the actor that a question names, and of the case it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.reading.plain import plain
from assistant.answering.reading.procedure import StepExtract, speaks_of
from assistant.answering.reading.question_words import QuestionWords
from kb.records import AnswerKind, Question
from kb.taxonomy import default_taxonomy

ASKS_DOING = re.compile(
    r"做什么|做啥|做些什么|干什么|干啥|怎么做|怎么办|第一步|第一件事|先.{0,3}(?:什么|啥|哪)|什么(?:命令|令|指令)|接着|该怎么|要怎么"
)
ASKS_FIRST = re.compile(r"第一步|第一件事|首先|先")
NOT_SUBJECT = re.compile(r"[向给找叫对由]$|报告$|通知$|联系$|什么$|哪个$")
RECEIVES = re.compile(r"报告|通知|联系|[向给找叫]")
REACH = 24  # characters from the name of a post to what asks about its doing
FIRST_STEPS = 4
_MARK = r"[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|[①-⑳]"
POST = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:总指挥|指挥[长部员]|[班组队站所局校院厂科处]长|主任|经理|操作工|装卸工|电工|焊工|值班员|引导员|安全员|保安员|监护人"
    r"|监测员|预警员|调度员|放映员|驾驶员|队员|负责人|发现人|网格员|[护宣]士|救[援护]组|疏散组|保障组|联络组|监测组|消防站|办公室|应急办)"
)
UNIT = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:控室|控制室|值班室|调度室|配电室|岗亭|门卫|班组|车间|组|队|站)(?![长员])")
ACCIDENT = re.compile(
    r"^[\d.、一二三四五六七八九十章节第（）()]*(?P<name>[\u4e00-\u9fff]{2,12}?)(?:事故)?(?:现场处置方案|专项处置|专项应急预案|应急处置方案)$"
)
SAME_ARRIVAL = {"消防队": ("消防救援", "消防队"), "救护车": ("急救", "救护车"), "救援队": ("救援力量", "救援队")}


def asks_for_actor(question: Question) -> bool:
    """Tell whether a question may ask what a post does; which post is known from the steps only."""
    doing = ASKS_DOING.search(question.text)
    return doing is not None and (question.kind is AnswerKind.STEPS or question.kind is AnswerKind.OPEN)


def asked_actor(question: Question, steps: Sequence[StepExtract]) -> str:
    """Return the post whose doing is asked for and that has steps of its own, "" when none is named."""
    asked = question.text
    for found in POST.finditer(asked):
        name = found.group()
        goes_on = ASKS_DOING.search(asked, found.end(), found.end() + REACH)
        if goes_on is None or NOT_SUBJECT.search(asked[: found.start()]):
            continue
        tails = (name[cut:] for cut in range(len(name) - 1))
        if actor := next((tail for tail in tails if any(acts(tail, step.extract.text) for step in steps)), ""):
            return actor
    return unit_post(question, steps)


def unit_post(question: Question, steps: Sequence[StepExtract]) -> str:
    """Return the post of the unit that is asked for (中控室 → 中控室值班员), "" when none of its posts has a step."""
    named = names_of(asked_unit(question))
    return next((step.actor for step in steps if named and step.actor.startswith(named)), "")


def names_of(unit: str) -> tuple[str, ...]:
    """Return what a unit may be called when other words ran into its name: 现在中控室, 中控室."""
    return tuple(unit[cut:] for cut in range(len(unit) - 2))


def asked_unit(question: Question) -> str:
    """Return the room, team or office whose doing is asked for, "" when none is named."""
    for found in UNIT.finditer(question.text):
        goes_on = ASKS_DOING.search(question.text, found.end(), found.end() + REACH)
        told = NOT_SUBJECT.search(question.text[: found.start()]) or RECEIVES.search(found.group())
        if goes_on is not None and not told:
            return found.group()
    return ""


def no_step_of(question: Question, steps: Sequence[StepExtract]) -> str:
    """Say that none of the steps is told to be of the unit that was asked for, "" when one is or none was asked for."""
    unit = asked_unit(question)
    if not unit or any(name in step.extract.text for step in steps for name in names_of(unit)):
        return ""
    return f"其中没有写明“{unit}”要做什么，以下是全部岗位的步骤"


def other_accident(question: Question, headings: Sequence[str]) -> str:
    """Say of what accident a source is when its headings name one and the question does not, "" otherwise."""
    for heading in headings:
        named = ACCIDENT.search(plain(heading))
        if named is None:
            continue
        name, asked = named["name"], plain(question.text + question.normalized)
        hazards = set(default_taxonomy().find_hazards(heading, colloquial=False))
        if hazards & set(question.hazards) or any(name[i : i + 2] in asked for i in range(len(name) - 1)):
            return ""
        return f"问题没有写明是哪种险情，以下只是“{name}”的规定，请核对是否适用"
    return ""


def acts(actor: str, text: str) -> bool:
    """Tell whether a post is who acts in a step: its name opens the step or a clause of it."""
    return re.search(rf"(?:^|[，,；;。]\s*|由)(?:{_MARK}\s*)?{re.escape(actor)}(?![长员部组室的])", text) is not None


def steps_of_actor(
    question: Question, words: QuestionWords, actor: str, sections: Sequence[Sequence[StepExtract]]
) -> list[StepExtract]:
    """Return the steps of a post: those of the case named in the question, else those of the best section.

    Args:
        sections: The steps of the sections that fit, best section first.
    """
    own = [[step for step in steps if acts(actor, step.extract.text)] for steps in sections]
    own = [steps for steps in own if steps]
    if not own:
        return []
    if ASKS_FIRST.search(question.text):
        return own[0][:FIRST_STEPS]
    return of_case(question, words, actor, [step for steps in own for step in steps]) or own[0]


def of_case(question: Question, words: QuestionWords, actor: str, steps: Sequence[StepExtract]) -> list[StepExtract]:
    """Return the steps that tell of the case ahead of the post's name (消防队来了，总指挥…), () when none does."""
    case = plain(question.text[: question.text.find(actor)])
    named = [word for word in words.words if len(word) > 1 and word in case]
    if not named:
        return []
    met = [sum(words.words[word] for word in named if tells_of(word, plain(step.extract.text))) for step in steps]
    best = max(met)
    if best < sum(words.words[word] for word in named) / 2:
        return []
    kept = [step for step, value in zip(steps, met, strict=True) if value == best]
    return list({step.extract.text: step for step in kept}.values())[:FIRST_STEPS]


def tells_of(word: str, text: str) -> bool:
    """Tell whether a step speaks of a word of the case."""
    return speaks_of(word, text) or any(same in text for same in SAME_ARRIVAL.get(word, ()))
