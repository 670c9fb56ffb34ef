"""What a reader may say of an answer: useful or wrong, why, and in words of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from assistant.records import Answer
from assistant.trace.making import MAX_QUESTION
from assistant.trace.masking import masked
from kb.catalog.journal_records import FeedbackRow
from kb.errors import InputRefused

MAX_NOTE = 500


class Verdict(StrEnum):
    """Whether an answer helped."""

    USEFUL = "useful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an answer is wrong."""

    key: str
    name: str


VERDICTS_ZH = {Verdict.USEFUL.value: "有用", Verdict.WRONG.value: "有误"}
REASONS: tuple[Reason, ...] = (
    Reason(key="value", name="数字、时限、电话或人员不对"),
    Reason(key="outdated", name="依据过时或已失效"),
    Reason(key="off_topic", name="答非所问"),
    Reason(key="incomplete", name="不完整"),
    Reason(key="missed", name="库里有却没有答出来"),
    Reason(key="source", name="出处不对"),
    Reason(key="other", name="其他"),
)
HEADINGS = ("编号", "时间", "评价", "原因", "说明", "问题", "回答记录", "文档", "起", "止", "处理时间", "处理人")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def reason_zh(key: str) -> str:
    """Return the Chinese name of a reason, "" for none."""
    return next((reason.name for reason in REASONS if reason.key == key), key)


def remark_on(answer: Answer, verdict: str, reason: str = "", note: str = "") -> FeedbackRow:
    """Return what a reader says of an answer, ready to be stored; numbers of persons are masked.

    Raises:
        InputRefused: The verdict or reason is none of those offered, or the note is too long.
    """
    if verdict not in VERDICTS_ZH:
        raise InputRefused(f"评价只能是{'、'.join(VERDICTS_ZH.values())}，不能是“{verdict}”。")
    if verdict == Verdict.WRONG and reason not in {one.key for one in REASONS}:
        raise InputRefused("请选择哪里有误。")
    words = note.strip()
    if len(words) > MAX_NOTE:
        raise InputRefused(f"说明有 {len(words)} 字，超过 {MAX_NOTE} 字，请缩短后再提交。")
    cited = answer.citations[0] if answer.citations else None
    return FeedbackRow(
        at=datetime.now(UTC),
        trace_id=answer.trace_id,
        question=masked(answer.resolved_question, MAX_QUESTION),
        verdict=verdict,
        reason=reason if verdict == Verdict.WRONG else "",
        note=masked(words, MAX_NOTE),
        document_id=cited.document_id if cited else "",
        start=cited.start if cited else 0,
        end=cited.end if cited else 0,
    )


def as_csv(rows: Sequence[FeedbackRow]) -> str:
    """Return feedback as a table for spreadsheet programs; no cell can be taken for a formula."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows:
        done = f"{row.done_at.astimezone():%Y-%m-%d %H:%M}" if row.done_at else ""
        said = (
            str(row.feedback_no),
            f"{row.at.astimezone():%Y-%m-%d %H:%M}",
            VERDICTS_ZH.get(row.verdict, row.verdict),
            reason_zh(row.reason),
            row.note,
            row.question,
            row.trace_id,
            row.document_id,
            str(row.start),
            str(row.end),
            done,
            row.done_by,
        )
        writer.writerow([plain_cell(cell) for cell in said])
    return target.getvalue()


def plain_cell(text: str) -> str:
    """Return a cell that a spreadsheet program shows as text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
