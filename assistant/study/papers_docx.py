"""An exam paper for the printer: the paper, an answer sheet, and the key with the clause of every answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.official_documents.docx_writer import write_document
from assistant.official_documents.records import Align, Block, Heading, OfficialDocument, PageBreak, Paragraph, Table
from assistant.study.blueprints import FORM_ZH, PaperBody, PaperQuestion
from assistant.study.questions.records import LETTERS, AnswerForm

HEAD_LINE = "姓名：＿＿＿＿　单位：＿＿＿＿＿＿＿＿　得分：＿＿＿"
CELLS_PER_ROW = 10
WRITING_LINES = 5
LINE = "＿" * 23
LETTERS_PER_LINE = 24  # of the body; short options share a line
RIGHT, WRONG = "正确", "错误"
CHOSEN = (AnswerForm.ONE, AnswerForm.SEVERAL, AnswerForm.JUDGE, AnswerForm.SEQUENCE)


def write_paper(title: str, body: PaperBody, folder: Path) -> tuple[Path, Path, Path]:
    """Write paper, answer sheet and key as three Word files; return them in this order.

    Raises:
        ExportFailed: A file cannot be written.
    """
    made = (("试卷", paper_document), ("答题卡", sheet_document), ("参考答案", key_document))
    paths = []
    for name, make in made:
        path = folder / f"{name}.docx"
        write_document(make(title, body), path)
        paths.append(path)
    return paths[0], paths[1], paths[2]


def paper_document(title: str, body: PaperBody) -> OfficialDocument:
    """Return the paper: parts with their points, questions with their options, room to write."""
    blocks: list[Block] = [
        Paragraph(text=HEAD_LINE, indent=False, align=Align.CENTRED),
        Paragraph(
            text=f"考试时间 {body.blueprint.minutes} 分钟，满分 {body.total:g} 分。请把答案写在答题卡上。",
            indent=False,
            small=True,
        ),
    ]
    for form, places in parts_of(body):
        blocks.append(Heading(level=1, text=part_line(body, form, places)))
        for place in places:
            blocks += _question_blocks(place, body.questions[place])
    return OfficialDocument(title=title, blocks=tuple(blocks))


def sheet_document(title: str, body: PaperBody) -> OfficialDocument:
    """Return the answer sheet: a grid for letters, lines for words."""
    blocks: list[Block] = [Paragraph(text=HEAD_LINE, indent=False, align=Align.CENTRED)]
    for form, places in parts_of(body):
        blocks.append(Heading(level=1, text=part_line(body, form, places)))
        if form in CHOSEN:
            blocks += [_grid(places[first : first + CELLS_PER_ROW]) for first in range(0, len(places), CELLS_PER_ROW)]
        else:
            blocks += _writing_blocks(form, places)
    return OfficialDocument(title=f"{title}答题卡", blocks=tuple(blocks))


def key_document(title: str, body: PaperBody) -> OfficialDocument:
    """Return the key: answer, what is wrong in a false statement, and the clause with its words."""
    blocks: list[Block] = [Paragraph(text="阅卷用，考前不得发放。", indent=False, align=Align.CENTRED, bold=True)]
    for form, places in parts_of(body):
        blocks.append(Heading(level=1, text=part_line(body, form, places)))
        rows = tuple(
            (str(place + 1), key_text(body.questions[place]), body.questions[place].question.source.citation)
            for place in places
        )
        blocks.append(Table(header=("题号", "答案", "依据"), rows=rows, widths=(1, 4, 6)))
    blocks.append(PageBreak())
    blocks.append(Heading(level=1, text="依据原文"))
    for place, item in enumerate(body.questions):
        blocks.append(
            Paragraph(text=f"{place + 1}．{item.question.source.citation}", bold=True, indent=False, small=True)
        )
        blocks += [Paragraph(text=line, small=True) for line in item.question.source.text.split("\n") if line.strip()]
    return OfficialDocument(title=f"{title}参考答案", blocks=tuple(blocks))


def parts_of(body: PaperBody) -> Iterator[tuple[AnswerForm, tuple[int, ...]]]:
    """Yield the forms of a paper with the places of their questions."""
    for form in FORM_ZH:
        if places := body.places_of(form):
            yield form, places


def part_line(body: PaperBody, form: AnswerForm, places: tuple[int, ...]) -> str:
    """Return the heading of a part: 单项选择题（共 10 题，每题 2 分）."""
    points = {body.questions[place].points for place in places}
    each = f"，每题 {points.pop():g} 分" if len(points) == 1 else ""
    return f"{FORM_ZH[form]}（共 {len(places)} 题{each}）"


def key_text(item: PaperQuestion) -> str:
    """Return the key with the letters of the printed order."""
    question = item.question
    if question.form is AnswerForm.JUDGE or not question.options:
        return "；".join(filter(None, (question.answer.replace("\n", "；"), question.note)))
    letters = [LETTERS[item.order.index(at)] for at in question.right]
    if question.form is not AnswerForm.SEQUENCE:
        letters.sort()
    return "".join(letters)


def _question_blocks(place: int, item: PaperQuestion) -> Iterator[Block]:
    question = item.question
    yield Paragraph(text=f"{place + 1}．{question.stem}", indent=False)
    if question.form is AnswerForm.JUDGE:
        yield Paragraph(text=f"（　　）{RIGHT}　　（　　）{WRONG}")
    else:
        printed = [f"{letter}．{question.options[at]}" for letter, at in zip(LETTERS, item.order, strict=False)]
        yield from (Paragraph(text="　　".join(line)) for line in option_lines(printed))


def option_lines(options: Sequence[str]) -> list[Sequence[str]]:
    """Return options by printed line: all on one, two on each, or one on each, as their length allows."""
    for together in (len(options), 2):
        lines = [options[first : first + together] for first in range(0, len(options), together or 1)]
        if all(sum(map(len, line)) + 2 * (len(line) - 1) <= LETTERS_PER_LINE for line in lines):
            return lines
    return [[one] for one in options]


def _grid(places: tuple[int, ...]) -> Table:
    """Return a row of question numbers above a row of empty cells."""
    padded = [str(place + 1) for place in places] + [""] * (CELLS_PER_ROW - len(places))
    return Table(header=tuple(padded), rows=(("　",) * CELLS_PER_ROW,))


def _writing_blocks(form: AnswerForm, places: tuple[int, ...]) -> Iterator[Block]:
    lines = WRITING_LINES if form is AnswerForm.TEXT else 1
    for place in places:
        yield Paragraph(text=f"{place + 1}．{LINE}", indent=False)
        for _ in range(lines - 1):
            yield Paragraph(text=f"　　{LINE}", indent=False)
