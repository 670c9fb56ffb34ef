"""The operands of a computation in the rows or the columns of one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.forms.covered import unspoken
from assistant.answering.forms.grids import Grid, Row, core_of
from assistant.answering.forms.operands import wanted_dimension
from assistant.answering.forms.quantities import Quantity
from assistant.answering.reading.plain import plain

PARTS = re.compile(
    r"(?:(?P<count>[两二三四五六七八九十]|几)(?:个|处|支|座|项|类|种)|各)(?P<what>(?!一共|总共|合计|共)[\u4e00-\u9fff]{1,8}?)(?:的|里|分别|一共|总共|合计|共|加起来)"
)
COUNTS = {name: value for value, name in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
OF_ALL = re.compile(r"总(?:人数|户数|数|量|分)?|全部|合计|全体")
JOINED = re.compile(r"[、,，/和]")
PLAIN_HEADING = re.compile(r"数量|人数|户数|数$")
WHOLE_ROW = 120  # characters; of a longer row only what stands up to the figure is quoted
SHORTEST = 2
LONGEST_NAME = 12
MIN_OPERANDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """An operand in a table.

    Attributes:
        quantity: Offsets count from `start`.
        start, end: The part of the row that is quoted.
        names: What its row or column is called, in plain form.
        exact: The heading of its column says in the words of the question what is asked.
    """

    label: str
    quantity: Quantity
    row: Row
    start: int
    end: int
    names: tuple[str, ...] = ()
    exact: bool = False


def tabled(question: str, operation: str, labels: Sequence[str], grids: Sequence[Grid]) -> list[Tabled]:
    """Return the operands of the first table that holds exactly what is asked, () when none does.

    Args:
        labels: The things that the question names each by itself, () when it names a group of them.
    """
    asked = plain(question)
    best: dict[bool, list[Tabled]] = {}
    clash: set[bool] = set()
    for grid in grids:
        operands = of_rows(asked, operation, grid) or of_columns(asked, operation, grid)
        if len(operands) < MIN_OPERANDS or not answers_to(operands, [plain(label) for label in labels], operation):
            continue
        if unspoken(question, grid.document):
            continue
        exact = operands[0].exact
        known = best.setdefault(exact, operands)
        if {one.quantity.value for one in operands} != {one.quantity.value for one in known}:
            clash.add(exact)  # two tables of what is asked that disagree: nothing tells which one is meant
    chosen = True in best
    return [] if chosen in clash else best.get(chosen, [])


def answers_to(operands: Sequence[Tabled], labels: Sequence[str], operation: str) -> bool:
    """Tell whether the operands are just the things named: every label names one, every operand has a label.

    A difference, a share or a ratio takes two operands, each of its own label. What stands in a table beside a name,
    as the kit of a team beside the team, is not what the name means.
    """
    if operation in ("sum", "mean"):
        by_label = all(any(names(label, one) for one in operands) for label in labels)
        return by_label and (not labels or all(any(names(label, one) for label in labels) for one in operands))
    if len(operands) != MIN_OPERANDS or len(labels) != MIN_OPERANDS:
        return False
    first, second = operands
    straight = names(labels[0], first) and names(labels[1], second)
    return straight or (operation != "share" and names(labels[0], second) and names(labels[1], first))


def names(label: str, operand: Tabled) -> bool:
    """Tell whether a label names an operand: by the beginning of its name, as one of a group, or as the whole."""
    if any(name[:SHORTEST] in label for name in operand.names if len(name) >= SHORTEST):
        return True
    if operand.row.is_total and OF_ALL.search(label):
        return True
    group = PARTS.search(f"{label}共")
    return group is not None and any(name.endswith(group["what"]) for name in operand.names)


def of_rows(asked: str, operation: str, grid: Grid) -> list[Tabled]:
    """Return the operands that stand in one column below each other."""
    rows = named_rows(asked, grid)
    rows = rows or whole_group(asked, grid)
    if operation == "share" and len(rows) == 1 and OF_ALL.search(asked):
        rows = [*rows, *(row for row in grid.rows if row.is_total)]
    if len(rows) < MIN_OPERANDS or counted(asked) not in (0, len(rows)):
        return []
    column = value_column(asked, grid, rows)
    if column < 0:
        return []
    labels = labels_of(rows, column)
    exact = shares_pair(qualifier_of(grid, column), asked)
    called = name_column(asked, rows)
    return [
        replace(operand(grid, row, column, label), exact=exact, names=(core_of(row.cells[called].text),))
        for row, label in zip(rows, labels, strict=True)
    ]


def whole_group(asked: str, grid: Grid) -> list[Row]:
    """Return all rows of a table whose first heading is what the question names a number of: 三个危险区."""
    group = PARTS.search(asked)
    heading = core_of(grid.header.cells[0].text)
    return [row for row in grid.rows if not row.is_total] if group and heading == group["what"] else []


def of_columns(asked: str, operation: str, grid: Grid) -> list[Tabled]:
    """Return the operands that stand in one row beside each other."""
    rows = named_rows(asked, grid)
    if len(rows) != 1:
        return []
    cores = [core_of(cell.text) for cell in grid.header.cells]
    group = PARTS.search(asked)
    size = counted(asked)
    tails = [i for i, core in enumerate(cores) if group and core.endswith(group["what"]) and core != group["what"]]
    named = named_among(asked, cores)
    columns = [i for i in range(1, len(cores)) if i in named or (len(tails) == size and i in tails)]
    figures = [grid.figure(rows[0], column) for column in columns]
    if len(columns) < MIN_OPERANDS or any(one is None for one in figures):
        return []
    fitting = {one.dimension for one in figures if one is not None}
    wanted = wanted_dimension(asked)
    if len(fitting) > 1 or (wanted and {wanted} != fitting):
        return []
    if operation not in ("sum", "mean"):
        columns.sort(key=lambda column: asked.find(cores[column][:SHORTEST]))
    return [
        replace(operand(grid, rows[0], column, grid.header.cells[column].text), names=(cores[column],))
        for column in columns
    ]


def named_rows(asked: str, grid: Grid) -> list[Row]:
    """Return the rows that a question names, in the order in which it does; rows of one name follow the table."""
    body = [row for row in grid.rows if not row.is_total]
    title = plain(grid.document.metadata.title)
    chosen = {i: place for i, row in enumerate(body) if (place := whole_cell(asked, row)) >= 0}
    for column in range(len(grid.header.cells)):
        names = [core_of(row.cells[column].text) for row in body]
        if column and len(set(names)) < len(names):
            continue  # where several rows stand alike, only their whole name tells that they are meant
        names = ["" if no_name(name) or (name[:SHORTEST] in title and name not in asked) else name for name in names]
        chosen |= {i: at for i, at in named_among(asked, names).items() if not column or len(names[i]) <= LONGEST_NAME}
        if chosen:
            break
    return [body[i] for i in sorted(chosen, key=lambda i: (chosen[i], i))]


def no_name(text: str) -> bool:
    """Tell whether a cell begins with a figure: it measures and does not name."""
    return text[:1].isdigit()


def whole_cell(asked: str, row: Row) -> int:
    """Return where a question holds the whole text of a cell of words, -1 for nowhere."""
    cores = [core_of(cell.text) for cell in row.cells]
    places = [asked.find(core) for core in cores if len(core) > SHORTEST and not re.search(r"\d", core)]
    return max(places, default=-1)


def named_among(asked: str, names: Sequence[str]) -> dict[int, int]:
    """Return which names a question names, whole or by a beginning that no other has, each with where it does."""
    spans: dict[int, tuple[int, int]] = {}
    for i, name in enumerate(names):
        others = [other for other in names if other != name]
        shortest = len(name) if JOINED.search(name) else SHORTEST  # 交警、县公安局 are not 交警 alone
        size = next((n for n in range(len(name), shortest - 1, -1) if n and name[:n] in asked), 0)
        if size and (size == len(name) or not any(name[:size] in other for other in others)):
            begin = asked.find(name[:size])
            spans[i] = (begin, begin + size)
    return {
        i: a for i, (a, b) in spans.items() if not any(c <= a and b <= d and d - c > b - a for c, d in spans.values())
    }


def counted(asked: str) -> int:
    """Return how many parts a question says there are, 0 when it gives no number."""
    group = PARTS.search(asked)
    return COUNTS.get(group["count"] or "", 0) if group else 0


def name_column(asked: str, rows: Sequence[Row]) -> int:
    """Return the column by which the question names the rows: the first with a name, or a beginning of one, in it."""
    width = min(len(row.cells) for row in rows)
    by_name = (i for i in range(width) if any(core_of(row.cells[i].text)[:SHORTEST] in asked for row in rows))
    return next(by_name, 0)


def value_column(asked: str, grid: Grid, rows: Sequence[Row]) -> int:
    """Return the only column with figures of what is asked in all rows, -1 when there is none or more than one."""
    wanted = wanted_dimension(asked)
    plain_ones, qualified = [], []
    for column in range(1, len(grid.header.cells)):
        figures = [grid.figure(row, column) for row in rows]
        dimensions = {one.dimension if one is not None else "" for one in figures}
        if len(dimensions) != 1 or "" in dimensions or (wanted and dimensions != {wanted}):
            continue
        qualifier = qualifier_of(grid, column)
        if not qualifier:
            plain_ones.append(column)
        elif shares_pair(qualifier, asked):
            qualified.append(column)
    chosen = qualified or plain_ones
    return chosen[0] if len(chosen) == 1 else -1


def qualifier_of(grid: Grid, column: int) -> str:
    """Return what a heading says besides that it counts: 需搀扶人数 → 需搀扶, 数量 → ""."""
    return PLAIN_HEADING.sub("", core_of(grid.header.cells[column].text))


def shares_pair(one: str, other: str) -> bool:
    """Tell whether two neighbouring characters of one text stand in the other."""
    return any(one[i : i + 2] in other for i in range(len(one) - 1))


def labels_of(rows: Sequence[Row], column: int) -> list[str]:
    """Return what each row is called: the first column of words by which they can be told apart."""
    width = min(len(row.cells) for row in rows)
    for name in range(width):
        texts = [row.cells[name].text for row in rows]
        if name != column and len(set(texts)) == len(texts) and all(texts):
            return texts
    return [row.cells[0].text for row in rows]


def operand(grid: Grid, row: Row, column: int, label: str) -> Tabled:
    """Return the figure of a cell as an operand.

    Raises:
        LookupError: The cell holds no figure; callers looked before.
    """
    figure = grid.figure(row, column)
    if figure is None:
        raise LookupError(f"no figure in column {column} of {row.span}")
    start, end = row.span
    cut = row.cells[column].end if end - start > WHOLE_ROW else end
    return Tabled(label=label, quantity=figure, row=row, start=start, end=cut)
