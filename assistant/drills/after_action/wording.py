"""Chinese words of the evaluation."""

from __future__ import annotations

from assistant.drills.matching.records import VERDICT_ZH
from assistant.drills.run.records import Mark, Standing

MARK_ZH: dict[Mark, str] = {**{Mark(one.value): name for one, name in VERDICT_ZH.items()}, Mark.FORBIDDEN: "预案禁止"}
STANDING_ZH: dict[Standing, str] = {
    Standing.WAITING: "未触发",
    Standing.OPEN: "待完成",
    Standing.OVERDUE: "已超时，未完成",
    Standing.DONE: "按要求完成",
    Standing.LATE: "超时完成",
    Standing.WRONG_ORDER: "次序不对",
    Standing.WRONG_ROLE: "岗位不对",
    Standing.MISSED: "未完成",
}
POINTS_ZH = {0: "缺项", 1: "较差", 3: "一般", 5: "优秀"}
MOST_CLAUSE = 60


def minutes_text(minutes: float) -> str:
    """Return minutes as 3分20秒."""
    seconds = round(minutes * 60)
    whole, rest = divmod(seconds, 60)
    if not whole:
        return f"{rest}秒"
    return f"{whole}分{rest:02d}秒" if rest else f"{whole}分钟"


def clock_text(minutes: float) -> str:
    """Return a moment of the drill as T+03:20."""
    seconds = round(minutes * 60)
    return f"T+{seconds // 60:02d}:{seconds % 60:02d}"


def short_clause(text: str) -> str:
    """Return the words of a clause on one line, cut at `MOST_CLAUSE` characters."""
    line = "".join(text.split()).rstrip("。；;")
    return line if len(line) <= MOST_CLAUSE else line[: MOST_CLAUSE - 1] + "…"


def deed(actor: str, action: str) -> str:
    """Return who does what, 班长“清点人数”; the actor is not said twice where the clause begins with it."""
    clause = short_clause(action)
    return f"“{clause}”" if not actor or clause.startswith(actor) else f"{actor}“{clause}”"
