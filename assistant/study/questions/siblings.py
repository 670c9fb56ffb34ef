"""Single choices among clauses of one form: the duties of several bodies, the same heading at several levels, one column of a table."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.study.questions.clauses import Clause, Line
from assistant.study.questions.composing import Draft
from assistant.study.questions.material import Material
from assistant.study.questions.records import AnswerForm, QuestionKind
from assistant.study.questions.statements import is_printable, place_of, points_away
from assistant.study.questions.truths import Truths, contained, overlap

_LABELLED = re.compile(r"^(?P<name>[\u4e00-\u9fffⅠⅡⅢⅣ（）()、]{2,18})[:：](?P<text>.{6,90})[。；;]$")
_DUTY_TITLE = re.compile(r"职责|分工")
_LEVEL_TITLE = re.compile(r"^[ⅠⅡⅢⅣ一二三四红橙黄蓝][级色]")
_LONGEST = 70
_WRONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A line 市气象局：负责…; offsets of the text after the colon."""

    clause: Clause
    line: Line
    name: str
    text: str
    start: int
    end: int


def sibling_questions(material: Material, _: Truths, draw: random.Random) -> Iterator[Draft]:
    """Yield single choices whose distractors are what the siblings say."""
    by_parent: dict[tuple[int, str], list[Labelled]] = defaultdict(list)
    for clause in material.clauses:
        found = [one for line in clause.lines if (one := _labelled(clause, line)) is not None]
        if len(found) > _WRONG and is_about_duties(clause):
            yield from _duties(found, draw)
        if clause.headings and _LEVEL_TITLE.match(clause.headings[-1].title):
            for one in found:
                by_parent[clause.headings[-1].parent, one.name].append(one)
    for group in by_parent.values():
        yield from _levels(group, draw)


def _labelled(clause: Clause, line: Line) -> Labelled | None:
    found = _LABELLED.match(line.text)
    if not found or not is_printable(line.text) or points_away(line.text) or len(found["text"]) > _LONGEST:
        return None
    return Labelled(
        clause=clause, line=line, name=found["name"], text=found["text"], start=line.start + found.start("text"),
        end=line.start + found.end("text"),
    )  # fmt: skip


def _duties(found: Sequence[Labelled], draw: random.Random) -> Iterator[Draft]:
    for one in found:
        if any(mark in one.name for mark in "、和及") or not gives_no_name(one.name, one.text):
            continue
        others = [other for other in found if other is not one and overlap(other.text, one.text) < 0.4]
        wrong = _alike(one.text, [other.text for other in others if gives_no_name(other.name, other.text)], draw)
        if len(wrong) == _WRONG:
            yield _single(
                one, f"根据{place_of(one.clause)}，{one.name}的职责是（　　）。", one.text, wrong, (one.start, one.end)
            )
        names = [
            other.name
            for other in others
            if not contained(other.name, one.name) and not any(mark in other.name for mark in "、和及")
        ]
        if len(names) >= _WRONG:
            stem = f"根据{place_of(one.clause)}，{_as_duty(one.text)}的是（　　）。"
            name_span = (one.line.start, one.line.start + len(one.name))
            yield _single(one, stem, one.name, draw.sample(names, _WRONG), name_span, kind=QuestionKind.BODY)


def _as_duty(text: str) -> str:
    return text if re.match("负责|承担|组织|协助|指导|参与|提供|牵头|做好|开展|管理", text) else f"承担“{text}”职责"


def is_about_duties(clause: Clause) -> bool:
    """Tell whether a clause shares out duties."""
    return bool(clause.headings) and _DUTY_TITLE.search(clause.headings[-1].title) is not None


def gives_no_name(name: str, text: str) -> bool:
    """Tell whether a duty does not give its body away: 气象 in 市气象局's."""
    bare = re.sub(r"^[市县区省镇]", "", name)
    return len(bare) < 2 or (bare[:2] not in text and bare[:3] not in text)


def _levels(group: Sequence[Labelled], draw: random.Random) -> Iterator[Draft]:
    """Ask what one level says where every other level says something else under the same label."""
    for one in group:
        others = [other.text for other in group if other is not one]
        if len(others) < _WRONG or any(
            contained(one.text, other) or overlap(one.text, other) > 0.9 for other in others
        ):
            continue
        wrong = _alike(one.text, others, draw)
        if len(wrong) == _WRONG and not re.search("符合|有下列", one.text[:4]):
            title = one.clause.headings[-1].title
            stem = f"根据{place_of(one.clause)}，{_as_label(title, one.name)}是（　　）。"
            if title not in one.text:
                yield _single(one, stem, one.text, wrong, (one.start, one.end), hard=1)


def _as_label(title: str, name: str) -> str:
    """Return Ⅲ级响应的批准权限, or Ⅲ级响应“批准”一项的规定 for a label that is no noun."""
    noun = re.search("(?:条件|权限|标准|范围|时间|人员|单位|部门|行动|措施|要求)$", name)
    return f"{title}的{name}" if noun else f"{title}“{name}”一项的规定"


def _alike(text: str, others: Sequence[str], draw: random.Random) -> list[str]:
    near = [other for other in others if len(text) * 0.5 <= len(other) <= len(text) * 2]
    longer = [other for other in near if len(other) > len(text)]
    shorter = [other for other in near if len(other) <= len(text)]
    rank = draw.randrange(_WRONG + 1)
    draw.shuffle(longer)
    draw.shuffle(shorter)
    chosen = [*shorter[:rank], *longer[: _WRONG - min(rank, len(shorter))]]
    rest = [other for other in near if other not in chosen]
    return [*chosen, *rest][:_WRONG]


def _single(
    one: Labelled,
    stem: str,
    right: str,
    wrong: Sequence[str],
    key: tuple[int, int],
    *,
    kind: QuestionKind = QuestionKind.SINGLE,
    hard: int = 0,
) -> Draft:
    return Draft(
        kind=kind, form=AnswerForm.ONE, stem=stem, clause=one.clause, span=(one.line.start, one.line.end), keys=(key,),
        right=(right,), wrong=tuple(wrong), hard=hard,
    )  # fmt: skip
