"""The work plan of a drill: the nine items of AQ/T 9007-2019 6.2.1, the plan's clauses as its substance."""

from __future__ import annotations

from assistant.drills.documents.sourcing import SourceList
from assistant.drills.documents.wording import (
    CONTROLLERS_ONLY,
    FORM_SENTENCE,
    NOTE,
    PURPOSES,
    event_name,
    moment,
    or_blank,
    told,
)
from assistant.drills.records import FORM_ZH, DrillForm, DrillKit, ExpectedAction
from assistant.official_documents.records import Blank, Block, Heading, OfficialDocument, Paragraph, Table

MOST_GOALS = 12
MOST_HEADINGS = 2


def work_plan(kit: DrillKit) -> OfficialDocument:
    """Return the work plan.

    Players may read that of a tabletop drill, which names no expected action, and that of a scripted one. The plan of a
    drill without a script names what is timed and is for the controllers only.
    """
    sources = SourceList()
    blocks: list[Block] = [
        *purpose(kit, sources),
        *scenario(kit, sources),
        *participants(kit),
        *time_and_place(kit),
        *duties(),
        *preparation(kit),
        *steps(kit),
        *support(),
        *review(),
        sources.block(),
    ]
    return OfficialDocument(
        title=f"{event_name(kit)}{FORM_ZH[kit.form].split('（')[0]}工作方案",
        blocks=tuple(blocks),
        organ=kit.scenario.organiser or kit.unit,
        header_note=f"{NOTE}{CONTROLLERS_ONLY}" if kit.form is DrillForm.INSPECTION else NOTE,
    )


def purpose(kit: DrillKit, sources: SourceList) -> list[Block]:
    """Return 目的及要求 with goals that can be timed."""
    blocks: list[Block] = [Heading(level=1, text="演练目的及要求"), Heading(level=2, text="目的")]
    blocks += [Paragraph(text=one.format(title=kit.title)) for one in PURPOSES]
    blocks.append(Heading(level=2, text="目标"))
    if kit.form is DrillForm.TABLETOP:
        for number, group in enumerate(kit.objectives, 1):
            blocks.append(Paragraph(text=f"（{number}）{group.name}：对应预案条款{len(group.action_ids)}条。"))
    else:
        for number, one in enumerate(goals(kit), 1):
            text = f"（{number}）检验{one.actor or '有关人员'}：{goal_words(one)}"
            blocks.append(Paragraph(text=sources.cited(text, one.clause)))
    blocks += [Heading(level=2, text="要求"), Paragraph(text=FORM_SENTENCE[kit.form])]
    if kit.form is not DrillForm.TABLETOP:
        blocks.append(Paragraph(text="安全第一：任何人发现真实险情或者人身危险都有权叫停，按保障方案中止演练。"))
    return blocks


def goals(kit: DrillKit) -> list[ExpectedAction]:
    """Return the actions with a limit first, then one for every objective, in the order of the plan."""
    timed = [one for one in kit.actions if one.limit_minutes is not None]
    covered = {one.objective_id for one in timed}
    others = [kit.action(one.action_ids[0]) for one in kit.objectives if one.objective_id not in covered]
    if kit.form is DrillForm.INSPECTION:
        others = []
    return sorted([*timed, *others], key=lambda one: one.order)[:MOST_GOALS]


def goal_words(action: ExpectedAction) -> str:
    """Return what is to be shown: the clause itself, so that no figure is retold."""
    return f"“{action.action.rstrip('：:')}”。"


def scenario(kit: DrillKit, sources: SourceList) -> list[Block]:
    """Return 事故情景: the first message and what the plan says of the hazard; the later course stays with the controllers."""
    given = kit.scenario
    blocks: list[Block] = [Heading(level=1, text="事故情景"), Heading(level=2, text="起始情景")]
    opening = kit.injects[0]
    blocks.append(Paragraph(text=sources.cited(f"{opening.text}。", opening.clause)))
    rows = (
        ("模拟时间", or_blank(given.day, "演练日期和开始时刻")),
        ("模拟地点", or_blank(given.place, "事故具体部位")),
        ("起因", or_blank(given.cause, "设定的起因")),
        ("气象", or_blank(given.weather, "风向、风力、天气")),
        ("模拟伤亡", or_blank(given.casualties, "伤亡人数和伤情")),
        ("响应级别", given.level or "由参演人员按预案判定"),
    )
    blocks.append(Table(header=("要素", "设定"), rows=rows, widths=(1, 3)))
    risks = [one for one in kit.hazard_clauses if not one.quote.endswith(("：", ":"))]
    if risks:
        blocks.append(Heading(level=2, text="预案载明的风险"))
        blocks += [Paragraph(text=sources.cited(f"{one.quote.rstrip('；;。')}。", one)) for one in risks]
    return blocks


def participants(kit: DrillKit) -> list[Block]:
    """Return 参与人员及范围: the posts that the expected actions name."""
    posts = list(dict.fromkeys(one.actor for one in kit.actions if one.actor))
    rows = tuple((post, task_of(kit, post), or_blank("", "姓名、人数")) for post in posts)
    named = tuple((one, "参演", or_blank("", "人数")) for one in kit.scenario.participants)
    return [
        Heading(level=1, text="参与人员及范围"),
        Table(header=("岗位（单位）", "任务", "人员"), rows=rows + named, widths=(3, 3, 2)),
        Paragraph(text=f"观摩人员：{or_blank('', '观摩单位和人数，没有的删去')}"),
    ]


def task_of(kit: DrillKit, post: str) -> str:
    """Return where the plan says what a post does, and how many of its clauses are drilled.

    What it is to do is not told here: the work plan of a tabletop drill is open to the players.
    """
    own = [one for one in kit.actions if one.actor == post]
    headings = dict.fromkeys(one.clause.heading_path[-1] for one in own if one.clause.heading_path)
    where = "、".join(f"“{one}”" for one in list(headings)[:MOST_HEADINGS])
    more = "等" if len(headings) > MOST_HEADINGS else ""
    return f"{where}{more}中的{len(own)}项行动" if where else f"预案中的{len(own)}项行动"


def time_and_place(kit: DrillKit) -> list[Block]:
    """Return 时间与地点."""
    last = kit.injects[-1].minute + kit.scenario.minutes_between
    return [
        Heading(level=1, text="时间与地点"),
        Paragraph(
            text=f"演练时间：{or_blank(kit.scenario.day, '日期和起止时刻')}，控制信息清单全程约{last}分钟（建议值，可调整）。"
        ),
        Paragraph(text=f"演练地点：{or_blank(kit.scenario.place, '场地')}。"),
    ]


def duties() -> list[Block]:
    """Return 主要任务及职责; groups of AQ/T 9007-2019 6.1, which small drills may merge."""
    rows = (
        ("领导小组", "审定演练文件，决定开始、中止和结束"),
        ("策划与导调组", "编制工作方案、脚本和保障方案，发出控制信息，掌握进程"),
        ("保障组", "场地、器材、通信、医疗和安全保障"),
        ("评估组", "编制评估方案，逐项观察记录，编写评估报告"),
    )
    filled = tuple((name, what, or_blank("", "组长和成员")) for name, what in rows)
    return [
        Heading(level=1, text="主要任务及职责"),
        Paragraph(text="按AQ/T 9007-2019第6.1条设置下列组织，规模较小的可以合并。"),
        Table(header=("组织", "任务", "人员"), rows=filled, widths=(2, 4, 2)),
        Paragraph(text="参演人员按预案规定的岗位职责行动，服从导调，听到叫停口令立即停止动作。"),
    ]


def preparation(kit: DrillKit) -> list[Block]:
    """Return 筹备工作."""
    secret = "，参演版不含预期行动" if kit.form is not DrillForm.INSPECTION else "，参演人员只领取参演须知"
    tasks = (
        f"审定并分发演练文件{secret}",
        "核对预案版本、通讯录和岗位名单",
        "培训导调、评估和保障人员",
        "检查场地、器材和通信",
        "告知相邻单位和可能受影响的人员，防止误报警",
    )
    rows = tuple((one, or_blank("", "完成时限"), or_blank("", "责任人")) for one in tasks)
    return [Heading(level=1, text="筹备工作"), Table(header=("工作", "时限", "责任"), rows=rows, widths=(4, 2, 2))]


def steps(kit: DrillKit) -> list[Block]:
    """Return 主要工作步骤; the messages are listed only where the players may know them."""
    blocks: list[Block] = [
        Heading(level=1, text="主要工作步骤"),
        Paragraph(
            text="现场检查、演练简介、启动、执行、记录、中断（需要时）、结束依次进行（AQ/T 9007-2019第7章）；结束前清点人数、现场讲评。"
        ),
    ]
    if kit.form is DrillForm.FULL_SCALE:
        rows = tuple((moment(one.minute), told(one), one.to_whom) for one in kit.injects)
        blocks.append(Table(header=("时刻", "控制信息", "对象"), rows=rows, widths=(1, 5, 2)))
        blocks.append(Paragraph(text="时刻为建议值，由导调组按进程掌握；各节点的行动见演练脚本。"))
    else:
        blocks.append(Paragraph(text=f"控制信息共{len(kit.injects)}条，见导调用控制信息清单，不列入本方案。"))
    return blocks


def support() -> list[Block]:
    """Return 技术支撑及保障条件; safety stands in the support plan."""
    things = (
        "人员",
        "经费",
        "场地",
        "物资器材",
        "通信（与真实报警频道分开）",
        "医疗",
        "技术资料（预案、通讯录、平面图）",
    )
    return [
        Heading(level=1, text="技术支撑及保障条件"),
        Table(
            header=("保障", "安排"), rows=tuple((one, or_blank("", "数量、责任人")) for one in things), widths=(2, 4)
        ),
        Paragraph(text="安全措施、可能的意外情况、中止条件与程序见本次演练保障方案。"),
    ]


def review() -> list[Block]:
    """Return 评估与总结."""
    return [
        Heading(level=1, text="评估与总结"),
        Paragraph(
            text="评估组按评估表逐项记录，演练结束后现场点评、参演人员自评、评估组评估，编制评估报告并向全体参演人员公示（AQ/T 9009-2015第7章）。"
        ),
        Paragraph(
            text="总结报告包括基本概要、问题和经验教训、应急管理工作建议（AQ/T 9007-2019 8.2.1）。工作方案、评估报告、总结报告和影像资料归档。"
        ),
        Blank(text="现场讲评时间、评估报告和整改的完成时限"),
    ]
