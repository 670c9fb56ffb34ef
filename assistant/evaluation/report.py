"""The results of an evaluation as a Chinese table and as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from assistant.evaluation.figures import Figures, ablation_figures, answer_figures, kind_figures
from assistant.evaluation.measures import NAMES
from assistant.evaluation.orders import FUSED, RANKED, READER, VECTORS, WORDS
from assistant.evaluation.question_run import QuestionRun

ORDER_NAMES = {
    WORDS: "只用词",
    VECTORS: "只用向量",
    FUSED: "词、字对与向量融合",
    RANKED: "＋排序",
    READER: "＋阅读（成品）",
}
KIND_NAMES = {
    "number": "数值",
    "limit": "时限",
    "body": "单位与人",
    "phone": "电话",
    "list": "列举",
    "steps": "步骤",
    "level": "级别",
    "yes_no": "是非",
    "definition": "定义",
    "procedure": "做法",
    "date": "日期",
    "place": "地点",
    "clause": "条文",
    "comparison": "比较",
    "computed": "计算",
    "unanswerable": "答不了的",
}
SHOWN_MISSING = 5


def question_form(run: QuestionRun) -> dict[str, object]:
    """Return the results of a question run as one JSON object; shares are between 0 and 1."""
    ablations = ablation_figures(run.asked)
    return {
        **_rounded(all_figures(run)),
        "missing_documents": list(run.missing),
        "kinds": {kind: {"right": right, "asked": asked} for kind, (right, asked) in kind_figures(run.asked).items()},
        "ablations": {name: _rounded(row) for name, row in ablations.items()},
        "answers": [
            {
                "id": one.question.question_id,
                "question": one.question.text,
                "right": one.right,
                "refused": one.refused,
                "answer": one.answer.text if one.answer is not None else "",
            }
            for one in run.asked
        ],
    }


def all_figures(run: QuestionRun) -> Figures:
    """Return the figures of the answers together with the retrieval measures of the product's ranking."""
    found = {name: value for name, value in ablation_figures(run.asked)[RANKED].items() if name in NAMES}
    return {**answer_figures(run.asked), **found}


def question_lines(run: QuestionRun) -> list[str]:
    """Return the tables of a question run, line by line."""
    figures = answer_figures(run.asked)
    return [
        *_missing_lines(run),
        *_answer_lines(figures),
        "",
        *_ablation_lines(ablation_figures(run.asked)),
        *_kind_lines(kind_figures(run.asked)),
    ]


def passage_lines(figures: Mapping[str, float | int]) -> list[str]:
    """Return the table of a passage run, line by line."""
    rows = [[name, f"{figures[name]:.3f}"] for name in NAMES]
    return table(
        [["指标", "数值"], *rows, ["问题数", f"{figures['queries']:,}"], ["用时（秒）", f"{figures['seconds']:.1f}"]]
    )


def wrong_lines(run: QuestionRun) -> list[str]:
    """Return what was answered wrongly, with what was expected."""
    lines = []
    for one in run.asked:
        if not one.right:
            expected = "；".join(one.question.answers) or "未找到依据"
            said = one.answer.text if one.answer is not None else "（问题没有被接受）"
            lines += [f"{one.question.question_id} {one.question.text}", f"  应答：{expected}", f"  实答：{said}"]
    return lines


def _answer_lines(figures: Figures) -> list[str]:
    rows = [
        ["回答正确率", _percent(figures["answer_accuracy"]), f"{figures['right']}/{figures['answerable']} 题"],
        ["误拒率", _percent(figures["wrongly_refused"]), "有答案却说未找到依据"],
        ["引文在原处", _percent(figures["citations_at_place"]), f"{figures['citations']} 条引文"],
        ["引文准确率", _percent(figures["citation_precision"]), "引文在原处，且含有或支持应答内容"],
        ["拒答准确率", _percent(figures["refusal_precision"]), "拒答的题里确实没有答案的"],
        ["拒答召回率", _percent(figures["refusal_recall"]), f"{figures['unanswerable']} 道答不了的题里拒答的"],
        ["用时 p50 / p95", f"{_milliseconds(figures['p50_ms'])} / {_milliseconds(figures['p95_ms'])}", "毫秒"],
    ]
    return table([["指标", "数值", "说明"], *rows])


def _ablation_lines(ablations: Mapping[str, Figures]) -> list[str]:
    names = [*NAMES, "answer_accuracy"]
    head = ["逐项对比", *NAMES, "答对"]
    rows = [[ORDER_NAMES[order], *(_three(row.get(name)) for name in names)] for order, row in ablations.items()]
    return table([head, *rows])


def _kind_lines(kinds: Mapping[str, tuple[int, int]]) -> list[str]:
    if not kinds:
        return []
    rows = [[KIND_NAMES.get(kind, kind), f"{right}/{asked}"] for kind, (right, asked) in kinds.items()]
    return ["", *table([["题型", "答对"], *rows])]


def _missing_lines(run: QuestionRun) -> list[str]:
    if not run.missing:
        return []
    shown = "、".join(run.missing[:SHOWN_MISSING])
    more = f" 等 {len(run.missing)} 份" if len(run.missing) > SHOWN_MISSING else ""
    return [f"注意：题目指向的文档在知识库里找不到：{shown}{more}。这些题按没找到计。", ""]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as aligned lines; a Chinese character is two columns wide."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _rounded(figures: Figures) -> Figures:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


def _percent(value: float | int | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _milliseconds(value: float | int | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _three(value: float | int | None) -> str:
    return "–" if value is None else f"{value:.3f}"
