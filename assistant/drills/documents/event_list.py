"""The master list of events for the controllers, the script of a full-scale drill, and what the players get."""

from __future__ import annotations

from assistant.drills.documents.sourcing import SourceList
from assistant.drills.documents.wording import (
    CONTROLLERS_ONLY,
    FORM_SENTENCE,
    NOTE,
    QUESTIONS,
    event_name,
    limits,
    moment,
    or_blank,
    told,
    wanted_of,
)
from assistant.drills.records import FORM_ZH, DrillForm, DrillKit, Inject
from assistant.official_documents.records import (
    Block,
    Heading,
    Inline,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    runs_of,
)


def event_list(kit: DrillKit) -> OfficialDocument:
    """Return the list of messages: moment, message, to whom, expected action with its clause, limit."""
    sources = SourceList()
    rows: list[tuple[Inline, ...]] = []
    for inject in kit.injects:
        wanted = wanted_of(kit, inject)
        for position, one in enumerate(wanted):
            number, at = inject.inject_id, moment(inject.minute)
            # Number and moment stand in every row, so that a row after a page break says whose it is.
            shown: tuple[Inline, ...] = (number, at, said(sources, inject), inject.to_whom)
            shown = shown if position == 0 else (number, at, "同上", "")
            rows.append(
                (*shown, one.actor or "—", sources.cited(one.action.rstrip("：:"), one.clause), limits(one), "")
            )
    header = ("编号", "时刻", "注入信息", "对象", "执行岗位", "预期行动（预案条款）", "时限、报告对象", "实际")
    return OfficialDocument(
        title=f"{event_name(kit)}演练控制信息清单",
        blocks=(
            Paragraph(text=CONTROLLERS_ONLY, bold=True, indent=False),
            Paragraph(
                text="时刻T+n为从演练开始起算的分钟数，是建议值，由导调组按进程掌握。预期行动均为预案原文。", small=True
            ),
            Table(header=header, rows=tuple(rows), widths=(1, 1.4, 4, 2, 2, 5.5, 2.3, 1.2)),
            sources.block(),
        ),
        header_note=NOTE,
        landscape=True,
    )


def said(sources: SourceList, inject: Inject) -> Inline:
    """Return a message with its blanks and the number of its source."""
    given = sources.cited(inject.text, inject.clause)
    blanks = told(inject)[len(inject.text) :]
    return (*runs_of(given), *runs_of(blanks)) if blanks else given


def script(kit: DrillKit) -> OfficialDocument:
    """Return the script of a full-scale drill in the form of a table (AQ/T 9007-2019 6.2.2); dialogue is a blank."""
    sources = SourceList()
    blocks: list[Block] = [Paragraph(text=FORM_SENTENCE[kit.form])]
    for inject in kit.injects:
        blocks.append(Heading(level=2, text=f"{moment(inject.minute)}分（信息{inject.inject_id}）"))
        blocks.append(Paragraph(text=(Run(text="情景：", bold=True), *runs_of(said(sources, inject)))))
        rows = tuple(
            (
                str(number),
                one.actor or "—",
                sources.cited(one.action.rstrip("：:"), one.clause),
                limits(one),
                or_blank("", "指令与对白"),
            )
            for number, one in enumerate(wanted_of(kit, inject), 1)
        )
        header = ("序", "执行人员", "处置行动", "时限、报告对象", "指令与对白")
        blocks.append(Table(header=header, rows=rows, widths=(0.95, 2.2, 5, 2, 2.6)))
    blocks.append(Paragraph(text="有视频、观摩的，另加视频背景与字幕、解说词两栏。", small=True))
    blocks.append(sources.block())
    return OfficialDocument(title=f"{event_name(kit)}演练脚本", blocks=tuple(blocks), header_note=NOTE)


def players_sheet(kit: DrillKit) -> OfficialDocument:
    """Return what the players get: rules and the opening; for a tabletop drill also the messages with their questions.

    No expected action is in it. Without a script even the later messages are withheld.
    """
    sources = SourceList()
    opening = kit.injects[0]
    blocks: list[Block] = [
        Heading(level=1, text="演练说明"),
        Paragraph(
            text=f"{FORM_ZH[kit.form].split('（')[0]}依据《{kit.title}》进行，参演人员按预案规定的岗位职责作答或者行动。"
        ),
        Paragraph(text="说话前先报岗位；演练中的电话、报告前加“演练”二字；发现真实险情立即报告并使用叫停口令。"),
    ]
    if kit.form is DrillForm.TABLETOP:
        blocks.append(Heading(level=1, text="注入信息与问题"))
        for inject in kit.injects:
            blocks.append(Heading(level=2, text=f"信息{inject.inject_id[1:]}（对象：{inject.to_whom}）"))
            blocks.append(Paragraph(text=(*runs_of(said(sources, inject)),)))
            blocks.append(Paragraph(text=f"请回答：{''.join(QUESTIONS)}"))
            blocks.append(Table(header=("岗位", "行动", "完成时刻"), rows=(("", "", ""),) * 3, widths=(2, 5, 2)))
    else:
        blocks += [Heading(level=1, text="起始情景"), Paragraph(text=(*runs_of(said(sources, opening)),))]
        blocks.append(Paragraph(text="后续情景由导调人员在演练中发出，以导调人员的通知为准。"))
    blocks += [
        Heading(level=1, text="参演人员记录"),
        Table(header=("时刻", "我的行动", "报告对象"), rows=(("", "", ""),) * 6, widths=(1, 4, 2)),
    ]
    if kit.form is DrillForm.TABLETOP or opening.clause is not None:
        blocks.append(sources.block())
    title = "桌面演练题本" if kit.form is DrillForm.TABLETOP else "演练参演须知"
    return OfficialDocument(title=f"{event_name(kit)}{title}", blocks=tuple(blocks), header_note="参演人员用。")
