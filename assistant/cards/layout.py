"""Order and titles of the fields of a card."""

from __future__ import annotations

from assistant.records import Card, CardField, CardLine

FIELD_TITLES: dict[CardField, str] = {
    CardField.HEADING: "题头",
    CardField.RECOGNITION: "一眼识别",
    CardField.PROHIBITION: "✕ 严禁",
    CardField.STEP: "处置步骤",
    CardField.REPORT: "报警报告",
    CardField.PHONE: "联络电话",
    CardField.EQUIPMENT: "防护与器材",
    CardField.EVACUATION: "撤离与集结",
    CardField.HANDOVER: "移交",
    CardField.BASIS: "依据与版本",
}
FOOTER = "本卡由资料汇编生成，须经本单位安全负责人审核签发；与现场指令冲突时服从现场指挥。"


def lines_by_field(card: Card) -> list[tuple[CardField, tuple[CardLine, ...]]]:
    """Return the fields that hold lines, in printed order, with their lines."""
    groups = [(field, tuple(line for line in card.lines if line.field is field)) for field in CardField]
    return [(field, lines) for field, lines in groups if lines]


def card_title(card: Card) -> str:
    """Return e.g. 罐区操作工·液氨泄漏 应急处置卡."""
    return "·".join(part for part in (card.position, card.hazard) if part) + " 应急处置卡"
