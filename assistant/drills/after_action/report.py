"""The evaluation report of a drill (AQ/T 9009-2015 7.4.2, five parts) as an official document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.drills.after_action.records import AfterAction
from assistant.drills.after_action.wording import POINTS_ZH, STANDING_ZH, clock_text, minutes_text, short_clause
from assistant.drills.records import Clause
from assistant.drills.run.records import ActionStanding
from assistant.official_documents.records import (
    Blank,
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Sources,
    Table,
    blank_text,
)
from kb.catalog.drill_run_records import ImprovementRow

NOTE = "由演练记录自动汇编，评分和结论须评估组确认"


def report_document(
    after: AfterAction, improvements: Sequence[ImprovementRow], *, today: date | None = None
) -> OfficialDocument:
    """Return the report; improvements that were entered take the place of the proposed ones."""
    sources = SourceList()
    return OfficialDocument(
        title=f"{after.title}评估报告",
        header_note=NOTE,
        day=today,
        blocks=(
            Heading(level=1, text="基本情况"),
            *basics(after),
            Heading(level=1, text="评估过程"),
            *course(after),
            Heading(level=1, text="情况分析"),
            *analysis(after, sources),
            Heading(level=1, text="改进意见和建议"),
            *improving(after, improvements, sources),
            Heading(level=1, text="评估结论"),
            *conclusion(after),
            Sources(items=tuple(sources.items), title="依据条文"),
        ),
    )


class SourceList:
    """Numbers the clauses that a report points at."""

    def __init__(self) -> None:
        self.items: list[str] = []

    def number(self, title: str, path: Sequence[str], quote: str) -> int:
        """Return the number of a clause; equal ones share it."""
        where = f"《{title}》{' '.join(path[-2:])}：“{short_clause(quote)}”"
        if where not in self.items:
            self.items.append(where)
        return self.items.index(where) + 1

    def of(self, standing: ActionStanding) -> int:
        """Return the number of an action's clause."""
        clause = standing.action.clause
        return self.number(clause.document_title, clause.heading_path, clause.quote)


def basics(after: AfterAction) -> list[Block]:
    """Return what was drilled, when, by whom."""
    when = after.started_at.astimezone().strftime("%Y年%m月%d日 %H:%M") if after.started_at else ""
    return [
        Paragraph(text=f"演练依据：《{after.plan_title}》。演练形式：{after.form}。"),
        Paragraph(text=f"开始时间：{when or blank_text('演练开始时间')}。演练时钟共走{minutes_text(after.minutes)}。"),
        Paragraph(
            text=f"地点：{after.place or blank_text('演练地点')}。"
            f"组织单位：{after.organiser or blank_text('演练组织单位')}。"
        ),
        Table(
            header=("序号", "参演人员", "角色"),
            rows=tuple((str(n), name, role) for n, (name, role) in enumerate(after.players, 1))
            or ((("1"), blank_text("参演人员"), blank_text("角色")),),
            widths=(1, 4, 5),
        ),
    ]


def course(after: AfterAction) -> list[Block]:
    """Return the timeline."""
    rows = tuple((clock_text(one.minute), one.who, one.what, one.mark) for one in after.timeline)
    return [
        Paragraph(text="以下为系统记录的演练时间线；行动按预案条文自动比对，“人工改判”的以导调人员意见为准。"),
        Table(
            header=("时间", "人员", "情景或行动", "比对结果"),
            rows=rows or (("", "", "没有记录", ""),),
            widths=(2.6, 3, 7.6, 2.8),
        ),
    ]


def analysis(after: AfterAction, sources: SourceList) -> list[Block]:
    """Return the objectives with their points, what was done well, late, wrong, and missed."""
    objective_rows = tuple(
        (
            one.objective.name,
            str(len(one.standings)),
            str(one.done),
            str(one.late + one.wrong),
            str(one.missed),
            points_text(one.points, rated=one.rating is not None),
        )
        for one in after.objectives
        if one.standings
    )
    blocks: list[Block] = [
        Heading(level=2, text="目标实现情况"),
        Paragraph(
            text=f"本次演练触发预案行动{after.called}项，按要求完成{after.right}项（{after.right_share:.0%}），"
            f"超时{len(after.late)}项，次序或岗位不对{len(after.wrong)}项，未完成{len(after.missed)}项。"
        ),
        Table(
            header=("评估项目", "应完成", "按要求", "有差错", "未完成", "评分"),
            rows=objective_rows or (("没有触发评估项目", "", "", "", "", ""),),
            widths=(4.4, 1.9, 1.9, 1.9, 1.9, 4),
        ),
        Heading(level=2, text="做得好的"),
        *([Paragraph(text=one) for one in after.strengths] if after.strengths else [Blank(text="由评估组填写")]),
    ]
    for title, ones in (("超时", after.late), ("次序或岗位不对", after.wrong), ("未完成的条文", after.missed)):
        if ones:
            blocks += [Heading(level=2, text=title), standing_table(ones, sources)]
    if after.forbidden:
        blocks += [Heading(level=2, text="预案禁止的行动")]
        blocks += [Paragraph(text=f"{clock_text(one.minute)} {one.player}：{one.text}") for one in after.forbidden]
    return blocks


def standing_table(ones: Sequence[ActionStanding], sources: SourceList) -> Table:
    """Return actions with what the plan asks for and what happened."""
    return Table(
        header=("责任岗位", "预案要求", "时限", "实际", "依据"),
        rows=tuple(
            (
                one.action.actor or "（预案未写明）",
                short_clause(one.action.action),
                one.action.limit or "—",
                STANDING_ZH[one.standing] + (f"，用时{minutes_text(one.delay)}" if one.delay is not None else ""),
                f"[{sources.of(one)}]",
            )
            for one in ones
        ),
        widths=(3, 7, 2, 3, 1.5),
    )


def improving(after: AfterAction, improvements: Sequence[ImprovementRow], sources: SourceList) -> list[Block]:
    """Return the list of what to improve with owner and due day."""
    if improvements:
        rows = [
            (
                str(n),
                one.what,
                one.owner or blank_text("责任人"),
                one.due.isoformat() if one.due else blank_text("完成日期"),
                f"已办结（{one.done_by}）" if one.done_at else "未办结",
            )
            for n, one in enumerate(improvements, 1)
        ]
    else:
        rows = [
            (
                str(n),
                one.what + (source_mark(one.clause, sources) if one.clause else ""),
                blank_text("责任人"),
                blank_text("完成日期"),
                "待确认",
            )
            for n, one in enumerate(after.proposals, 1)
        ]
    return [
        Table(
            header=("序号", "问题与改进", "责任人", "完成日期", "状态"),
            rows=tuple(rows) or (("", blank_text("由评估组填写"), "", "", ""),),
            widths=(1.4, 7.6, 3, 3, 2.5),
        )
    ]


def source_mark(clause: Clause, sources: SourceList) -> str:
    """Return [n] for a clause."""
    return f"[{sources.number(clause.document_title, clause.heading_path, clause.quote)}]"


def conclusion(after: AfterAction) -> list[Block]:
    """Return the proposed grade with what it is proposed from."""
    if not after.grade:
        return [Blank(text="评估结论（本次演练没有触发预案行动）")]
    return [
        Paragraph(
            text=f"建议等级：{after.grade}（按完成情况折算：按要求完成{after.right}/{after.called}项"
            f"{'，出现预案禁止的行动' if after.forbidden else ''}；须评估组确认）。"
        ),
        Paragraph(text=f"评估组组长：{blank_text('签名')}　　日期：{blank_text('日期')}"),
    ]


def points_text(points: int | None, *, rated: bool) -> str:
    """Return points as 3 一般（建议）."""
    if points is None:
        return "—"
    return f"{points} {POINTS_ZH[points]}" + ("" if rated else "（建议）")
