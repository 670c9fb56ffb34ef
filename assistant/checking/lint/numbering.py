"""Family 编号: numbers of headings that are left out, used twice, out of order, or of another parent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checking.lint.plan_text import Hit, PlanText
from kb.records import Section, SectionKind, Span
from kb.text import parse_number

_DECIMAL = re.compile(r"^\d+(?:[.．]\d+)*[.．]?$")
_STYLES = (
    ("part", re.compile(r"^第([一二三四五六七八九十百\d]+)编$")),
    ("chapter", re.compile(r"^第([一二三四五六七八九十百\d]+)章$")),
    ("article", re.compile(r"^第([一二三四五六七八九十百千\d]+)条$")),
    ("chinese", re.compile(r"^([一二三四五六七八九十]{1,3})[、.．]$")),
    ("bracketed", re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]$")),
    ("figure", re.compile(r"^(\d{1,2})[、)）]$")),
    ("round", re.compile(r"^[（(](\d{1,2})[）)]$")),
)
_WRITTEN = {
    "part": "第{}编",
    "chapter": "第{}章",
    "article": "第{}条",
    "chinese": "{}[、.．]",
    "bracketed": "[（(]{}[）)]",
    "figure": "{}[、)）]",
    "round": "[（(]{}[）)]",
}
_LINE = re.compile(
    r"(?m)^[ \t\u3000]*(?P<label>\d{1,2}(?:[.．]\d{1,2}){1,3})[ \t\u3000]+[\u4e00-\u9fff][\u4e00-\u9fff、（）/“”]{1,22}$"
)
_THROUGHOUT = frozenset({"part", "chapter", "article"})
Path = tuple[int, ...]


def find(plan: PlanText) -> Iterator[Hit]:
    """Yield faults of decimal numbers over the whole text and of other numbers among the headings of one parent."""
    sections = list(plan.sections)
    yield from _decimals(plan, sections)
    last: dict[tuple[int, str], int] = {}
    for section in sections:
        if section.kind is SectionKind.APPENDIX:
            last = {}
        style, value = _styled(section.label)
        if not style:
            continue
        key = (0 if style in _THROUGHOUT else section.parent, style)
        before = last.get(key, 0)
        last[key] = value
        if value == 1 and (before != 1 or style not in _THROUGHOUT):
            continue  # a new list begins
        yield from _step(plan, section, before, value, style)


def _styled(label: str) -> tuple[str, int]:
    for style, pattern in _STYLES:
        found = pattern.match(label.strip())
        if found:
            value = parse_number(found[1])
            return (style, int(value)) if value is not None else ("", 0)
    return "", 0


def _step(plan: PlanText, section: Section, before: int, value: int, style: str) -> Iterator[Hit]:
    if value == before + 1 or (before == 0 and style not in _THROUGHOUT):
        return
    if value == before:
        yield _hit("numbering-double", section, f"编号“{section.label}”重复")
    elif value > before + 1:
        if not _stands_in_text(plan, section, before + 1, style):
            yield _hit("numbering-gap", section, f"“{section.label}”之前缺少编号{before + 1}")
    else:
        yield _hit("numbering-order", section, f"编号“{section.label}”排在{before}之后")


def _stands_in_text(plan: PlanText, section: Section, number: int, style: str) -> bool:
    """Tell whether the number left out begins a line nearby that was not taken for a heading."""
    chinese = "〇一二三四五六七八九十"[number] if number <= 10 else str(number)
    written = _WRITTEN[style].format(rf"(?:{chinese}|{number})")
    return re.search(rf"(?m)^\s*{written}", plan.body[max(0, section.start - 6000) : section.start]) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A heading with a decimal number, or a line that looks like one."""

    label: str
    start: int
    end: int
    restarts: bool = False


def _headings(plan: PlanText, sections: list[Section]) -> list[_Numbered]:
    """Return the decimal headings in order; a line the parser did not take for a heading counts too."""
    found = {}
    for section in sections:
        if section.kind is SectionKind.APPENDIX:
            found[section.start] = _Numbered(label="", start=section.start, end=section.end, restarts=True)
        elif _path_of(section.label) and not (section.label.endswith((".", "．")) and section.depth > 1):
            found[section.start] = _Numbered(label=section.label, start=section.start, end=_end_of(section))
    for line in _LINE.finditer(plan.body):
        found.setdefault(line.start("label"), _Numbered(label=line["label"], start=line.start("label"), end=line.end()))
    return [found[start] for start in sorted(found)]


def _decimals(plan: PlanText, sections: list[Section]) -> Iterator[Hit]:
    last: dict[Path, int] = {}
    previous: Path = ()
    for heading in _headings(plan, sections):
        path = _path_of(heading.label)
        if heading.restarts or (path == (1,) and last.get((), 0) > 1):
            last, previous = {}, ()
        if not path:
            continue
        hits = list(_decimal_step(plan, heading, path, last, previous))
        yield from hits
        if any(hit.rule_id == "numbering-level" for hit in hits):
            continue  # a heading in the wrong place does not move the count
        last[path[:-1]] = path[-1]
        for deeper in [known for known in last if len(known) >= len(path) and known[: len(path)] == path]:
            del last[deeper]
        previous = path


def _path_of(label: str) -> Path:
    plain = label.strip().replace("．", ".")
    return tuple(int(part) for part in plain.strip(".").split(".")) if _DECIMAL.match(plain) else ()


def _decimal_step(
    plan: PlanText, heading: _Numbered, path: Path, last: dict[Path, int], previous: Path
) -> Iterator[Hit]:
    if not previous:
        return
    prefix, number = path[:-1], path[-1]
    if prefix and previous[: len(prefix)] != prefix:
        yield _hit(
            "numbering-level", heading, f"“{heading.label}”排在“{'.'.join(map(str, previous))}”之后，与上级编号不一致"
        )
        return
    before = last.get(prefix, 0)
    if number == before:
        yield _hit("numbering-double", heading, f"编号“{heading.label}”重复")
    elif number < before:
        yield _hit("numbering-order", heading, f"编号“{heading.label}”排在{'.'.join(map(str, (*prefix, before)))}之后")
    elif number > before + 1 and not _line_begins(plan, (*prefix, before + 1), heading.start):
        absent = ".".join(map(str, (*prefix, before + 1)))
        yield _hit("numbering-gap", heading, f"“{heading.label}”之前缺少编号{absent}")


def _line_begins(plan: PlanText, path: Path, before: int) -> bool:
    label = r"\s*[.．]\s*".join(map(str, path))
    return re.search(rf"(?m)^\s*{label}(?![\d.．]*\d)", plan.body[:before]) is not None


def _end_of(section: Section) -> int:
    return min(section.end, section.start + len(section.label) + len(section.title) + 1)


def _hit(rule_id: str, heading: Section | _Numbered, message: str) -> Hit:
    end = _end_of(heading) if isinstance(heading, Section) else heading.end
    return Hit(rule_id=rule_id, span=Span(start=heading.start, end=max(end, heading.start + 1)), message=message)
