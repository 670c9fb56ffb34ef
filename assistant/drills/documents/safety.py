"""The support plan: what may go wrong in the drill itself, and how it is stopped (AQ/T 9007-2019 6.2.4)."""

from __future__ import annotations

from assistant.drills.documents.sourcing import SourceList
from assistant.drills.documents.wording import NOTE, event_name, or_blank
from assistant.drills.records import DrillForm, DrillKit
from assistant.official_documents.records import Block, Heading, OfficialDocument, Paragraph, Table

STOPS = (
    "发生真实险情或者收到真实报警",
    "有人受伤、突发疾病或者失去联系",
    "天气、现场条件变化危及参演人员",
    "演练影响到正常的应急值守或者公众安全",
    "任何人喊出叫停口令",
)
ACCIDENTS = (
    ("真实报警、真实险情", "立即中止，转入实际响应"),
    ("人员受伤、中暑、滑跌", "停止该科目，现场救护、送医"),
    ("器材、防护装备故障", "停止该科目，更换器材"),
    ("通信中断", "改用备用通信方式，人工传递"),
    ("公众误解、误报警", "现场说明，向接警单位解释"),
)


def safety_plan(kit: DrillKit) -> OfficialDocument:
    """Return accidents, who answers for them, when and how the drill is stopped, and what the plan forbids."""
    sources = SourceList()
    rows = tuple((what, how, or_blank("", "责任部门、责任人")) for what, how in ACCIDENTS)
    blocks: list[Block] = [
        Heading(level=1, text="可能的意外情况和处置"),
        Table(header=("意外情况", "处置", "责任"), rows=rows, widths=(3, 4, 2.5)),
        Heading(level=1, text="中止条件"),
        Paragraph(text="出现下列情况之一的，立即中止："),
        *(Paragraph(text=f"（{number}）{one}。") for number, one in enumerate(STOPS, 1)),
        Heading(level=1, text="中止和恢复程序"),
        Paragraph(text=f"叫停口令：{or_blank('', '口令，如“演练停止”')}。听到口令的人员立即停止动作，就地待命。"),
        Paragraph(
            text="总指挥（总导调）宣布中止；出现特殊或者意外情况、短时不能妥善处理的，按本程序中断演练（AQ/T 9007-2019 7.3、7.6）。"
        ),
        Paragraph(text="中止后清点人数，由总指挥决定恢复、改期或者转为实际响应。"),
    ]
    if kit.form is not DrillForm.TABLETOP:
        blocks.append(
            Paragraph(text=f"安全员：{or_blank('', '人数、标识、位置')}；医疗力量：{or_blank('', '人员、车辆')}。")
        )
        blocks.append(Paragraph(text="演练不使用真实危险物料，不动作真实切断装置；演练频道与真实报警频道分开。"))
    if kit.bans:
        blocks.append(Heading(level=1, text="预案规定的禁止事项"))
        for number, ban in enumerate(kit.bans, 1):
            blocks.append(Paragraph(text=sources.cited(f"（{number}）{ban.text}。", ban.clause)))
    if kit.stops:
        blocks.append(Heading(level=1, text="预案规定的撤离情形"))
        for number, stop in enumerate(kit.stops, 1):
            blocks.append(Paragraph(text=sources.cited(f"（{number}）{stop.quote.rstrip('；;。')}。", stop)))
    if kit.bans or kit.stops:
        blocks.append(sources.block())
    return OfficialDocument(title=f"{event_name(kit)}演练保障方案", blocks=tuple(blocks), header_note=NOTE)
