"""Pairs of made-up documents: some disagree on one matter, some only look as if they did.

A template is two clauses with places for a county ({c}), its neighbour ({d}), its city ({s}) and two values ({x}, {y});
it is written out once per pair of values, each time for another county. The halves have templates of their own, in other
words and on other matters: `conflict_templates_dev` for tuning, `conflict_templates_test` for the figures.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.divisions import default_divisions

FIRST = "青岚沐汀桦栖郁崧沅淇澧漪苓茗筠笙琅珞瑶璟翎翊昱晗曦旻湄澜沁桐榆槿荻蓼蒲芷蘅菡苇葭"
SECOND = "泽溪川岭塘浦台源陵坪湾埠涧畈渚潭屿坞岗屯墩洲堰冈圩"
PRINCIPLES = (
    "坚持以人为本、预防为主、统一领导、分级负责。",
    "坚持依法规范、科学应对、快速反应、协同联动。",
    "坚持底线思维，强化基层基础，提高处置能力。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of a template: its title, its clauses with their headings, its year."""

    title: str
    clauses: str
    year: int = 2024
    repeals: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Two papers and a question to which both hold an answer.

    Attributes:
        kind: What they differ in, or why they do not disagree.
        values: Pairs for {x} and {y}; one county each.
    """

    kind: str
    first: Paper
    second: Paper
    question: str
    values: tuple[tuple[str, str], ...] = (("", ""),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A template written out.

    Attributes:
        files: Two file names.
        values: What has to stand in the two sides of a conflict that is shown.
    """

    name: str
    kind: str
    is_conflict: bool
    files: tuple[str, str]
    texts: tuple[str, str]
    question: str
    values: tuple[str, str]


def written_out(conflicts: Sequence[Template], others: Sequence[Template], seed: str) -> list[Pair]:
    """Return every template for every pair of its values, in order, conflicts first."""
    names = county_names(seed)
    pairs: list[Pair] = []
    for is_conflict, templates in ((True, conflicts), (False, others)):
        for number, template in enumerate(templates, start=1):
            for values in template.values:
                name = f"{'c' if is_conflict else 'n'}{number:02d}-{len(pairs):03d}"
                pairs.append(_pair(name, template, values, is_conflict=is_conflict, names=names))
    return pairs


def county_names(seed: str) -> Iterator[str]:
    """Yield made-up names of two characters that no known division bears."""
    drawn = [first + second for first, second in itertools.product(FIRST, SECOND)]
    random.Random(seed).shuffle(drawn)
    known = default_divisions()
    for name in drawn:
        if not known.named(f"{name}县") and not known.named(f"{name}市") and not known.named(name):
            yield name


def _pair(name: str, template: Template, values: tuple[str, str], *, is_conflict: bool, names: Iterator[str]) -> Pair:
    places = {"c": f"{next(names)}县", "d": f"{next(names)}县", "s": f"{next(names)}市", "x": values[0], "y": values[1]}
    places["x"], places["y"] = (value.format(**places) for value in values)
    papers = (template.first, template.second)
    return Pair(
        name=name, kind=template.kind, is_conflict=is_conflict, files=(f"{name}-a.txt", f"{name}-b.txt"),
        texts=(_text(papers[0], places, 0), _text(papers[1], places, 1)),
        question=template.question.format(**places), values=(places["x"], places["y"]),
    )  # fmt: skip


def _text(paper: Paper, places: dict[str, str], position: int) -> str:
    """Return a document with a head, principles, the clauses and an end; a rule in articles is left as it is."""
    title = paper.title.format(**places)
    region = next((places[key] for key in "cds" if title.startswith(places[key])), "")
    issuer = f"{region}人民政府办公室" if region else ""
    if "有限公司" in title:
        issuer = title.partition("有限公司")[0] + "有限公司"
    head = [title, "", issuer, f"{paper.year}年{3 + position}月{12 + position}日", ""]
    clauses = paper.clauses.format(**places)
    if clauses.startswith("第"):
        return "\n".join(line for line in [*head, clauses] if line is not None)
    start = [
        "1 总则",
        "1.1 编制目的",
        f"为做好应对工作，制定本预案。{places['s']}有关规定适用于本县。"
        if region == places["c"]
        else "为做好应对工作，制定本文件。",
    ]
    start += ["1.2 工作原则", PRINCIPLES[(position + len(title)) % len(PRINCIPLES)]]
    end = ["9 附则", f"本文件自{paper.year}年6月1日起施行。{paper.repeals.format(**places)}"]
    return "\n".join([*head, *start, clauses, *end])


def write_files(pairs: Sequence[Pair], folder: Path) -> list[Path]:
    """Write the documents of the pairs into a folder."""
    paths = []
    for pair in pairs:
        for file_name, text in zip(pair.files, pair.texts, strict=True):
            path = folder / file_name
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    return paths
