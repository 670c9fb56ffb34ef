"""Questions as a readable paper with the key at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.study.questions.records import KIND_ZH, LETTERS, AnswerForm, StudyQuestion

_FORM_NOTES = {
    AnswerForm.ONE: "单选", AnswerForm.SEVERAL: "多选", AnswerForm.JUDGE: "判断", AnswerForm.SEQUENCE: "排序", AnswerForm.BLANK: "填空", AnswerForm.TEXT: "简答",
}  # fmt: skip


def paper_lines(questions: Sequence[StudyQuestion]) -> Iterator[str]:
    """Yield the lines of a paper: the questions, then the key with the clause each rests on."""
    for number, question in enumerate(questions, start=1):
        yield f"{number}. 【{_label(question)}】{question.stem}"
        if question.form is not AnswerForm.JUDGE:
            yield from (f"   {LETTERS[at]}. {option}" for at, option in enumerate(question.options))
    yield ""
    yield "参考答案"
    for number, question in enumerate(questions, start=1):
        answer = question.answer.replace("\n", "\n   ")
        yield f"{number}. {answer}"
        if question.note:
            yield f"   {question.note}"
        yield f"   依据：{question.source.citation}"


def _label(question: StudyQuestion) -> str:
    form, kind = _FORM_NOTES[question.form], KIND_ZH[question.kind]
    return form if kind[0] == form[0] else f"{form}·{kind}"
