"""Questions made from the clauses of documents: a value, limit, body or definition is masked and asked for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.records import Document
from kb.text import sentence_spans

NUMERAL = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(?:余|多)?"
UNIT = "万元|平方公里|平方米|公里|工作日|人次|人|名|支|台|辆|处|座|家|次|项|户|所|套|吨|米|艘|起|间"
AMOUNT = re.compile(rf"(?<![\d.第年月])(?P<value>{NUMERAL}(?P<unit>{UNIT}))(?![\d时])")
LIMIT = re.compile(rf"(?P<value>{NUMERAL}个?(?:分钟|小时|工作日|日|天|个月)(?:之内|以内|内))")
BODY = re.compile(
    r"由(?P<value>[\u4e00-\u9fff]{2,14}?(?:局|部门|委员会|政府|办公室|部|厅|中心|公司|单位|机关))"
    r"(?P<rest>(?:会同[^，。；]{2,16})?(?:负责|组织|牵头|批准|决定|制定|规定|公布|承担|处理|责令)[^，。；]{0,24})"
)
DEFINED = re.compile(r"(?:所称|所指)(?P<term>[^，。；是]{2,14})，?是指(?P<value>[^。；]{8,80})")
PHONE = re.compile(r"(?P<who>[\u4e00-\u9fff]{3,12})[（(：:|\s]{1,3}(?P<value>0\d{2,3}-\d{7,8})")
LEAD = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]+[条章节]|[一二三四五六七八九十]是|[-•①-⑳])\s*"
)
CLAUSE = re.compile(r"[^，。；：！？\n|]+")
PER_DOCUMENT = 6
# How people say what documents write; half of the questions are put this way.
SPOKEN = {
    "报告": ("上报", "汇报"), "应当": ("要", ""), "立即": ("马上",), "组织": ("安排",), "开展": ("搞", "做"), "建立": ("建", "设立"),
    "人员": ("人",), "企业": ("厂子", "公司"), "单位": ("公司",), "存在": ("有",), "问题": ("毛病", "不足"), "资金": ("钱", "经费"),
    "储备": ("存放", "备"), "使用": ("用",), "规定": ("要求",), "发生": ("出", "出现"), "处置": ("处理",), "负责": ("管",),
    "申请": ("提出申请",), "进行": ("搞",), "超过": ("多于",), "拨打": ("打",), "群众": ("老百姓", "居民"), "疏散": ("撤离", "转移"),
    "死亡": ("死了",), "受伤": ("伤了",), "车辆": ("车",), "购置": ("买", "采购"), "修建": ("修", "建"), "救援队": ("救援队伍",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question with its answer and the document that holds it.

    Attributes:
        anchor: Words in the question that tie it to its document (place, title), "" when none do.
    """

    question: str
    answer: str
    document_id: str
    anchor: str = ""


def questions_of(document: Document, rng: random.Random) -> list[Made]:
    """Return at most `PER_DOCUMENT` questions on a document, drawn at random."""
    made = [one for chunk in document.chunks for one in _of_text(chunk.text)]
    rng.shuffle(made)
    return [_placed(question, answer, document, rng) for question, answer in made[:PER_DOCUMENT]]


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    for span in sentence_spans(text):
        sentence = LEAD.sub("", text[span.start : span.end].strip())
        for found in DEFINED.finditer(sentence):
            yield f"什么是{found['term']}", found["value"][:10]
        for found in BODY.finditer(sentence):
            before = CLAUSE.findall(sentence[: found.start()] or " ")
            yield f"{before[-1].strip()[-14:] if before else ''}由谁{found['rest']}", found["value"]
        for found in PHONE.finditer(sentence):
            yield f"{found['who']}电话是多少", found["value"]
        yield from _masked(sentence, LIMIT, lambda _: "多长时间内")
        yield from _masked(sentence, AMOUNT, lambda found: f"多少{found['unit']}")


def _masked(
    sentence: str, pattern: re.Pattern[str], asked: Callable[[re.Match[str]], str]
) -> Iterator[tuple[str, str]]:
    """Yield each clause with its one value asked for; a short one takes the clause before along."""
    clauses = list(CLAUSE.finditer(sentence))
    for number, clause in enumerate(clauses):
        values = list(pattern.finditer(clause.group()))
        if len(values) != 1:
            continue
        value, text = values[0], clause.group()
        question = text[: value.start()] + asked(value) + text[value.end() :]
        if len(question) < 14 and number:
            question = clauses[number - 1].group()[-12:] + question
        if 10 <= len(question) <= 44:
            yield question.strip(), value["value"]


def _placed(question: str, answer: str, document: Document, rng: random.Random) -> Made:
    """Put a question as somebody would: with the place or the title it is about, and half of them in spoken words."""
    metadata = document.metadata
    anchor = ""
    name = metadata.region[-6:] if metadata.region and len(metadata.region) <= 12 else metadata.title
    if name and len(name) <= 22 and rng.random() < 0.6:
        anchor = name
        question = f"《{name}》里，{question}" if name == metadata.title else f"{name}{question}"
    if rng.random() < 0.5:
        question = spoken(question, rng)
    return Made(question=f"{question}？", answer=answer, document_id=document.document_id, anchor=anchor)


def spoken(question: str, rng: random.Random) -> str:
    """Say one or two words of a question in another way."""
    known = [word for word in SPOKEN if word in question]
    for word in rng.sample(known, min(2, len(known))):
        question = question.replace(word, rng.choice(SPOKEN[word]), 1)
    return question
