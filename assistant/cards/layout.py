"""Order and titles of the fields of a card."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Card, CardField, CardLine, Citation
from kb.records import STATUS_ZH

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


FRONT = (CardField.RECOGNITION, CardField.PROHIBITION, CardField.STEP, CardField.REPORT)
BACK = (CardField.PHONE, CardField.EQUIPMENT, CardField.EVACUATION, CardField.HANDOVER, CardField.BASIS)
DRAFT_NOTE = "草稿，签发后生效"


def short_sources(card: Card) -> list[str]:
    """Return one line per document: its markers, title, standing and the numbers of its sections."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in card.citations:
        groups.setdefault((citation.document_title, STATUS_ZH[citation.status]), []).append(citation)
    lines = []
    for (title, standing), citations in groups.items():
        labels = dict.fromkeys(section_label(citation) for citation in citations)
        places = "、".join(label for label in labels if label)
        lines.append(f"[{ranges([item.marker for item in citations])}]《{title}》（{standing}）{places}")
    return lines


def section_label(citation: Citation) -> str:
    """Return the number of the section a citation stands in: "2.3.1 应急处置程序" → 2.3.1."""
    labels = [heading.split(" ")[0] for heading in citation.heading_path]
    own = len(labels) - 1
    while own > 0 and labels[own].startswith(("（", "(")):
        own -= 1  # （一） says nothing without the number above it
    return "".join(labels[max(0, own) :]).rstrip("、")


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers as runs: 1, 2, 3, 7 → 1–3、7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
