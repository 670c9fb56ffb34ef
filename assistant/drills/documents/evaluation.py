"""Observer and evaluation forms: the groups of AQ/T 9009-2015, with the plan's clauses as the items of the course."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.drills.documents.sourcing import SourceList
from assistant.drills.documents.wording import CONTROLLERS_ONLY, NOTE, event_name, limits, moment, or_blank
from assistant.drills.records import DrillForm, DrillKit
from assistant.official_documents.records import Block, Heading, Inline, OfficialDocument, PageBreak, Paragraph, Table

RULES = "assistant.drills"


@cache
def rules(name: str) -> dict[str, Any]:
    """Return a file of rules."""
    text = resources.files(RULES).joinpath(f"rules/{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def evaluation_scheme(kit: DrillKit) -> OfficialDocument:
    """Return the evaluation scheme with its forms (AQ/T 9007-2019 6.2.3)."""
    sources = SourceList()
    blocks: list[Block] = [
        Heading(level=1, text="演练信息"),
        Paragraph(text=f"演练依据《{kit.title}》，目的、目标和情景见工作方案，预期行动见控制信息清单。"),
        Heading(level=1, text="评估内容和标准"),
        Paragraph(
            text=f"评分：{'；'.join(f'{score}分={word}' for score, word in rules('evaluation')['scores'])}（AQ/T 9009-2015 5.4）。"
        ),
        Table(header=("等级", "标准（AQ/T 9009-2015 7.4.2）"), rows=grade_rows(), widths=(1, 6)),
        Heading(level=1, text="评估程序与信息获取"),
        Paragraph(
            text="评估人员就位，观察、记录、收集信息，逐项评估；演练后现场点评、参演人员自评、评估组评估，编制评估报告并公示，跟踪整改。"
        ),
        Paragraph(text=f"评估人员和位置：{or_blank('', '姓名、评估岗位或者位置')}"),
        PageBreak(),
        Heading(level=1, text="评估表"),
        Paragraph(
            text="组别名称按AQ/T 9009-2015附录，附录为资料性，可以裁剪；策划准备类条目为自拟表述，供核对后使用。",
            small=True,
        ),
        *preparation_forms(kit),
        *course_forms(kit, sources),
        Heading(level=2, text="综合评价"),
        Table(
            header=("做得好的", "问题（时间、对象、证据）", "建议（对应预案章节）"),
            rows=(("", "", ""),) * 4,
            widths=(1, 1, 1),
        ),
        Paragraph(text="评估等级：□优 □良 □中 □差　　评估人：　　　　　　日期：", indent=False),
        sources.block(),
    ]
    return OfficialDocument(
        title=f"{event_name(kit)}演练评估方案", blocks=tuple(blocks), header_note=f"{NOTE}{CONTROLLERS_ONLY}"
    )


def grade_rows() -> tuple[tuple[Inline, ...], ...]:
    """Return the four grades."""
    return tuple((str(grade), str(meaning)) for grade, meaning in rules("evaluation")["grades"])


def preparation_forms(kit: DrillKit) -> list[Block]:
    """Return the forms about planning and, for a tabletop drill, its course."""
    chosen = rules("evaluation")["tabletop" if kit.form is DrillForm.TABLETOP else "full_scale"]
    blocks: list[Block] = []
    for group in chosen:
        blocks.append(Heading(level=2, text=f"{group['name']}（{len(group['items'])}项）"))
        rows = tuple((str(number), item, "", "") for number, item in enumerate(group["items"], 1))
        blocks.append(Table(header=("序", "评估项", "得分", "记录"), rows=rows, widths=(0.8, 5, 0.9, 2.5)))
    return blocks


def course_forms(kit: DrillKit, sources: SourceList) -> list[Block]:
    """Return one form per group that holds actions of the plan, the items its clauses."""
    numbers = {one["id"]: one for one in rules("objectives")["groups"]}
    blocks: list[Block] = []
    for objective in sorted(kit.objectives, key=lambda one: int(numbers[one.objective_id]["number"])):
        group = numbers[objective.objective_id]
        blocks.append(
            Heading(level=2, text=f"{objective.name}（附录A.2第{group['number']}组，标准列{group['items']}项）")
        )
        rows: list[tuple[Inline, ...]] = []
        for number, action_id in enumerate(objective.action_ids, 1):
            one = kit.action(action_id)
            quoted = sources.cited(one.action.rstrip("：:"), one.clause)
            rows.append((str(number), one.actor or "—", quoted, limits(one), "", ""))
        header = ("序", "岗位", "预期行动（预案原文）", "时限、报告对象", "实际时刻", "得分")
        blocks.append(Table(header=header, rows=tuple(rows), widths=(0.85, 1.7, 4.4, 1.7, 1.2, 0.9)))
    return blocks


def observer_log(kit: DrillKit) -> OfficialDocument:
    """Return the running log of an observer: one line per message, with room to write."""
    rows = tuple((moment(one.minute), one.inject_id, one.to_whom, "", "", "") for one in kit.injects)
    return OfficialDocument(
        title=f"{event_name(kit)}演练观察记录表",
        blocks=(
            Paragraph(text="观察位置：　　　　　　观察人：　　　　　　日期：", indent=False),
            Table(
                header=("计划时刻", "信息", "对象", "实际时刻", "看到、听到的（谁、做了什么、用时）", "备注"),
                rows=rows + (("", "", "", "", "", ""),) * 4,
                widths=(1.2, 0.8, 2.2, 1.2, 5, 1.4),
            ),
            Paragraph(text="只记录事实：时刻、人员、动作、数值；评价写在评估表上。", small=True),
        ),
        header_note=CONTROLLERS_ONLY,
        landscape=True,
    )
