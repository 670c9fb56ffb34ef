"""Random numbered Word documents, for comparing two readers: nobody has written down what they print."""

from __future__ import annotations

import random

from tests.ingest.parsers.word_files import (
    cell,
    definition,
    instance,
    level,
    make_docx,
    paragraph,
    paragraph_style,
    restart,
    table,
)

_DEPTH = 5
_FORMATS = (
    "decimal decimalZero upperRoman lowerRoman upperLetter lowerLetter chineseCounting chineseCountingThousand"
    " chineseLegalSimplified ideographTraditional ideographZodiac decimalEnclosedCircle"
).split()
_TEXTS = ("第%{}条", "（%{}）", "%{}、", "%{})", "%{}．")


def walk(seed: int) -> bytes:
    """Return the .docx of one seed: lists, instances that start anew, styles, cells, empty paragraphs, skipped levels.

    Left out is what LibreOffice is known not to follow: lvlRestart, isLgl, override values other than the start,
    full-width digits (which it writes only beside text).
    """
    choose = random.Random(seed)
    definitions = choose.randint(1, 3)
    starts = (1,) if seed % 2 else (1, 1, 2, 5)
    numbering = "".join(_definition(choose, number, starts) for number in range(definitions))
    instances = choose.randint(1, 5)
    for number in range(1, instances + 1):
        anew = seed % 2 and number > 1 and choose.random() < 0.7
        overrides = "".join(restart(depth, 1) for depth in range(9)) if anew else ""
        numbering += instance(number, choose.randrange(definitions), overrides)
    styles = "".join(
        paragraph_style(
            f"S{depth}", f"样式{depth}", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
        )
        for depth in range(3)
    )
    body = "".join(_piece(choose, instances) for _ in range(choose.randint(8, 40)))
    return make_docx(body, numbering=numbering, styles=styles)


def _definition(choose: random.Random, number: int, starts: tuple[int, ...]) -> str:
    levels = []
    for depth in range(_DEPTH):
        if choose.random() < 0.5:
            path = ".".join(f"%{place + 1}" for place in range(depth + 1))
            levels.append(level(depth, "decimal", path, start=choose.choice(starts)))
        else:
            text = choose.choice(_TEXTS).format(depth + 1)
            levels.append(level(depth, choose.choice(_FORMATS), text, start=choose.choice(starts)))
    return definition(number, *levels)


def _piece(choose: random.Random, instances: int) -> str:
    kind = choose.random()
    if kind < 0.1:
        return paragraph("正文")
    if kind < 0.3:
        return paragraph("项", style=f"S{choose.randrange(3)}")
    if kind < 0.35:
        return paragraph("项", style=f"S{choose.randrange(3)}", num=0)
    if kind < 0.45:
        return table(*([_cell(choose, instances), cell("值")] for _ in range(choose.randint(1, 3))))
    return _numbered(choose, instances)


def _numbered(choose: random.Random, instances: int) -> str:
    deepest = 2 if choose.random() < 0.8 else _DEPTH - 1
    text = choose.choice(("项", "项", "项", ""))
    return paragraph(text, num=choose.randint(1, instances), level=choose.randint(0, deepest))


def _cell(choose: random.Random, instances: int) -> str:
    return f"<w:tc><w:tcPr/>{_numbered(choose, instances)}</w:tc>"
