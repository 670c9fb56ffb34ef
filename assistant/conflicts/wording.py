"""Chinese sentences about a conflict; none of them says which source to follow."""

from __future__ import annotations

from assistant.conflicts.ranks import ABOVE
from assistant.disagreements import CONFLICT_ZH, Conflict, ConflictKind, ConflictSide

DANGEROUS = frozenset({ConflictKind.ADVICE, ConflictKind.ORDER})
_ASK = "请核实后决定按哪一份执行"


def note_of(kind: ConflictKind, sides: tuple[ConflictSide, ...], *, stricter: int | None) -> str:
    """Return what has to be known about the relation of two sides.

    Args:
        stricter: Position of the side that asks for more, None when neither does.
    """
    parts = [f"{CONFLICT_ZH[kind]}不一致：{shown(sides[0])}，{shown(sides[1])}"]
    if stricter is not None and ABOVE in sides[1 - stricter].ranks:
        parts.append("下位文件要求更严，按它执行也符合上位文件")
    parts.append(("涉及人身安全，" if kind in DANGEROUS else "") + _ASK)
    return "；".join(parts)


def shown(side: ConflictSide) -> str:
    """Return e.g. 《…》写“30分钟”（上位文件、施行较晚）."""
    ranks = f"（{'、'.join(side.ranks)}）" if side.ranks else ""
    return f"《{side.document_title}》写“{side.value}”{ranks}"


def conflict_lines(conflict: Conflict) -> list[str]:
    """Return a conflict as lines for a terminal or a card."""
    lines = [f"〔依据不一致〕{conflict.note}。"]
    for label, side in zip("甲乙丙丁", conflict.sides, strict=False):
        path = " › ".join(side.heading_path)
        day = f"，{side.begins.isoformat()} 起施行" if side.begins else ""
        number = f"（{side.document_number}）" if side.document_number else ""
        lines.append(f"  {label}：《{side.document_title}》{number}{path}{day}「{side.quote}」")
    return lines
