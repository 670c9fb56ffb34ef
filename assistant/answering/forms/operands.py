"""The one figure of an answer that a computation may use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.forms.documents import SHORTENED
from assistant.answering.forms.quantities import UNITS, Quantity, quantities_in
from assistant.records import Answer, Citation, Statement

PIECE = re.compile(r"[^，,；;。\n]+[，,；;。\n]?")
ITEM = re.compile(r"[^、]+、?")
ASKING = re.compile(r"多久|多长时间|多少|几|是|的|有|[？?]")
WORD_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
GRAND_TOTAL = re.compile(r"合计|总计|共计")
NAME_REACH = 14  # characters ahead of a figure in which its name stands
CALLED_PAIRS = 2
CLEARLY = 0.1  # by which one statement must be nearer than another
WANTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("time", re.compile(r"多久|多长时间|时限|时间|分钟|小时|[几多少]+天|间隔|期限")),
    ("people", re.compile(r"多少万?人|几个?人|几名|人数|多少名|队员")),
    ("money", re.compile(r"多少钱|金额|损失|[几多少]+(?:万|亿|万亿)?元|经费|资金")),
    ("length", re.compile(r"多远|多少米|距离|半径|公里|多高|多深|多少毫米")),
    ("mass", re.compile(r"[几多少]+(?:万|亿)?(?:吨|公斤|千克|斤)|储存量|储量|重量")),
)
FILLERS = re.compile(r"是|多少|多久|多长时间|几|的|有|有多少|[？?]|预警信息|预警|响应|信息|人数")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in a citation.

    Attributes:
        citation: Of the answer it was found in; its marker is that answer's.
        statement: The statement that shows the figure.
    """

    quantity: Quantity
    citation: Citation
    statement: Statement

    @property
    def place(self) -> tuple[str, int]:
        """Where the figure stands: its document and offset."""
        return self.citation.document_id, self.citation.start + self.quantity.start


class NoFigure(LookupError):
    """An answer gives no figure to compute with; `str()` is a Chinese reason."""


def figure_of(label: str, asked: str, answer: Answer, dimension: str) -> Figure:
    """Return the figure that an answer gives for what `label` names.

    Args:
        asked: The question that was answered, by which the nearest of several statements is told.
        dimension: What is measured, "" when the question does not say.

    Raises:
        NoFigure: There is none, it is a range, or several fit and nothing tells which is meant.
    """
    by_marker = {one.marker: one for one in answer.citations}
    by_statement = []
    for statement in answer.statements:
        if statement.context or statement.derived or not statement.markers:
            continue
        citation = by_marker[statement.markers[0]]
        told_here = told(label, statement.text, dimension)
        figures = [Figure(quantity=quantity, citation=citation, statement=statement) for quantity in told_here]
        if figures:
            by_statement.append((nearness(asked, statement.text), figures))
    exact = [(near, kept) for near, all_ in by_statement if (kept := [one for one in all_ if not one.quantity.ranged])]
    by_statement = exact or by_statement
    by_statement.sort(key=lambda one: -one[0])
    best = by_statement[0][0] if by_statement else 0.0
    near_best = [one for near, figures in by_statement if near > best - CLEARLY for one in figures]
    refuse_totals(asked, near_best)
    alike = len({(one.quantity.value, one.quantity.unit) for one in near_best}) < 2
    return the_one(label, near_best if alike else called(label, near_best))


def refuse_totals(asked: str, found: Sequence[Figure]) -> None:
    """Refuse a figure that its sentence calls the total of several things, when a part is asked for.

    Raises:
        NoFigure: 三处合计58户203人，其中需要搀扶的17人 tells nothing of one of the three.
    """
    for one in found:
        begin = one.quantity.start
        line = one.statement.text[:begin].rpartition("\n")[2].rpartition("。")[2]
        if GRAND_TOTAL.search(line) and not GRAND_TOTAL.search(asked):
            raise NoFigure(f"依据里的{one.quantity.quote}是几项的合计，不是单独的数值")


def nearness(asked: str, text: str) -> float:
    """Return how much of a question is in a text and how little else, 0–1 (F1 over their characters)."""
    named = SHORTENED.sub(
        "", re.sub(r"《[^《》]*》", "", asked)
    )  # the name of the document stands in none of its lines
    wanted, found = set(ASKING.sub("", named)), set(WORD_CHARACTER.findall(text))
    shared = len(wanted & found)
    return 2 * shared / (len(wanted) + len(found)) if shared else 0.0


def stands_behind(label: str, figure: Figure) -> bool:
    """Tell whether something of a label, besides the name of the document, is said before its figure.

    指定两名微型消防站队员进入 counts those who go in, not the station.
    """
    title = figure.citation.document_title
    own = [pair for pair in pairs_of(FILLERS.sub("", label) or label) if pair not in title]
    before = figure.statement.text[: figure.quantity.start]
    return not own or any(pair in before for pair in own)


def the_one(label: str, found: Sequence[Figure]) -> Figure:
    """Return the only figure.

    Raises:
        NoFigure: There is none or more than one, or it is a range.
    """
    if not found:
        raise NoFigure(f"“{label}”的依据里没有可计算的数值")
    if any(one.quantity.ranged for one in found):
        raise NoFigure(f"“{label}”的依据是一个范围，不能用来计算")
    agreed(label, [one.quantity for one in found])
    return found[0]


def agreed(label: str, found: Sequence[Quantity]) -> None:
    """Make sure that all quantities found for one label are the same.

    Raises:
        NoFigure: They differ.
    """
    if len({(one.value, one.unit) for one in found}) > 1:
        quotes = "、".join(dict.fromkeys(one.quote for one in found))
        raise NoFigure(f"“{label}”的依据里有几个数值（{quotes}），不能确定用哪一个")


def told(label: str, text: str, dimension: str) -> list[Quantity]:
    """Return the figures of a statement that it tells of the label: those in the piece that names it."""
    fitting = [one for one in quantities_in(text) if not dimension or one.dimension == dimension]
    if len({(one.value, one.unit) for one in fitting}) < 2:
        return fitting
    for pattern in (PIECE, ITEM):
        near = near_label(label, text, fitting, pattern)
        if near:
            fitting = near
        if len({(one.value, one.unit) for one in fitting}) == 1:
            break
    return fitting


def near_label(label: str, text: str, fitting: Sequence[Quantity], pattern: re.Pattern[str]) -> list[Quantity]:
    """Return the figures in the pieces of a text that share most letters with the label."""
    said = FILLERS.sub("", label) or label
    letters, pairs = set(said), pairs_of(said)
    pieces = [(match.start(), match.end()) for match in pattern.finditer(text)]
    weights = [len(letters & set(text[a:b])) + sum(pair in text[a:b] for pair in pairs) for a, b in pieces]
    best = max(weights, default=0)
    kept = [piece for piece, weight in zip(pieces, weights, strict=True) if weight == best and best]
    return [one for one in fitting if any(start <= one.start < end for start, end in kept)]


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def called(label: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures that the words just before them call by the label, all when none stands out.

    Of 从业人员326人，其中每班倒班人员58人 the label 从业人员 means the first.
    """
    pairs = pairs_of(FILLERS.sub("", label) or label)
    shares = []
    for one in found:
        begin = one.quantity.start
        before = one.statement.text[max(0, begin - NAME_REACH) : begin] if begin <= len(one.statement.text) else ""
        shares.append(sum(pair in PIECE.findall(before)[-1] for pair in pairs) if before else 0)
    best = max(shares, default=0)
    kept = [one for one, share in zip(found, shares, strict=True) if share == best]
    return kept if best >= CALLED_PAIRS else list(found)


def wanted_dimension(question: str) -> str:
    """Return what the figures of a question measure, "" when its wording does not say."""
    if unit := re.search(r"(?:多少|几)(个工作日|工作日|[起次套台辆支艘具家户处所座部件只架条项])", question):
        return UNITS[unit[1]][0]
    return next((dimension for dimension, cue in WANTED if cue.search(question)), "")
