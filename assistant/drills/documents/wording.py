"""Fixed Chinese wording of the printed documents."""

from __future__ import annotations

from assistant.drills.records import DrillForm, DrillKit, ExpectedAction, Inject
from assistant.official_documents.records import blank_text

NOTE = "草稿，由知识库据预案原文生成，未经审核。上标数字指向文后所列依据。"
CONTROLLERS_ONLY = "仅限导调、评估人员使用，不得发给参演人员。"
PURPOSES = (
    "检验预案：检验《{title}》中下列条款的可操作性。",
    "完善准备：查找人员、物资、通信方面的不足。",
    "磨合机制：检验各岗位之间的报告、指令和配合。",
    "锻炼队伍：使参演人员熟悉自己的岗位职责和时限。",
    "宣传教育：提高有关人员的风险意识和自救能力。",
)
FORM_SENTENCE = {
    DrillForm.TABLETOP: "本次演练为桌面演练，按“注入信息、提出问题、分析决策、表达结果”循环进行（AQ/T 9007-2019 7.4.1）。",
    DrillForm.FULL_SCALE: "本次演练为实战演练，由策划与导调组按工作方案和脚本发出控制信息，参演人员按实际职责行动。",
    DrillForm.INSPECTION: "本次演练为检验性演练，不编发参演脚本，情景和控制信息对参演人员保密，由策划与导调组按控制信息清单掌握进程。",
}
QUESTIONS = ("由谁做什么？", "在多长时间内完成？", "向谁报告、报告哪些内容？")
FROM_STANDARD = "AQ/T 9007-2019"


def event_name(kit: DrillKit) -> str:
    """Return what the drill is called."""
    return f"{kit.unit}{kit.hazard}" if kit.hazard else kit.unit or kit.title


def or_blank(value: str, what: str) -> str:
    """Return the user's words, a blank where there are none."""
    return value or blank_text(what)


def moment(minute: int) -> str:
    """Return a moment of the drill in minutes from its start: T+15."""
    return f"T+{minute}"


def told(inject: Inject) -> str:
    """Return the words of a message with its blanks."""
    blanks = "".join(blank_text(one) for one in inject.blanks)
    return f"{inject.text}{blanks}"


def limits(action: ExpectedAction) -> str:
    """Return the limit of an action and to whom it is reported, as written."""
    parts = (action.limit, f"报{action.report_to}" if action.report_to else "")
    return "；".join(part for part in parts if part) or "—"


def wanted_of(kit: DrillKit, inject: Inject) -> tuple[ExpectedAction, ...]:
    """Return the actions a message calls for."""
    return tuple(kit.action(one) for one in inject.expected)
