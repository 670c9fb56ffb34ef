"""Make training questions from the documents of a base: hide what a sentence states and ask for it.

    python -m training.reader.generated --data BASE --out QUESTIONS.jsonl [--questions 1500] [--types plan,card,…]

A question keeps only part of the sentence's words, in spoken form where one is known, so that the reader does not
learn to expect them all. The expected answer is the hidden span with a few characters around it, which tells its unit
from others with the same number.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.reading.kinds import NUMERAL
from assistant.wiring import open_workbench
from kb.knowledge_base import KnowledgeBase
from kb.records import Document
from kb.settings import load_settings
from kb.text import default_tokenizer, sentence_spans

SEED = 20261122
DROPPED = 0.35  # share of the sentence's words that the question leaves out
AROUND = 4  # characters on each side of the hidden span
MIN_SENTENCE, MAX_SENTENCE = 16, 160
PER_DOCUMENT = 60
MAX_DOCUMENTS = 200
_AMOUNT = re.compile(
    rf"{NUMERAL}(?P<unit>分钟|小时|个?工作日|个月|天|日(?!至)|米|公里|万元|元|人|名|支|次|台|处|吨|份|部|％|%|年)(?:以?内|以上|以下)?"
)
_AGENT = re.compile(
    r"由(?P<body>[^，,。；;、由（(]{2,16}?)(?P<verb>负责|批准|牵头|组织|主持|承担|决定|宣布|签发|启动|发布|实施)"
)
_DEFINED = re.compile(
    r"(?:本[\u4e00-\u9fff]{2,4}所称(?:的)?)?(?P<term>[\u4e00-\u9fff“”]{2,14})[，,]?是指(?P<meaning>[^。；\n]{8,})"
)
_LISTED = re.compile(r"(?P<lead>[^。；;\n]{6,50}?(?:下列|以下|包括|如下)[^。；;\n：:]{0,16})[：:]\s*\n?")
_ITEM = re.compile(r"(?:^|\n|；)\s*[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*(?P<head>[^；;。\n]{3,60})")
_SPOKEN = (
    ("应当", "要"), ("立即", "马上"), ("负责", "管"), ("人民政府", "政府"), ("不少于", "至少"), ("不超过", "最多"),
    ("发生", "出了"), ("着火", "起火"), ("火灾", "着火"), ("泄漏", "漏了"), ("人员", "人"), ("报告", "上报"),
    ("事故发生后", "出事以后"), ("配备", "配"), ("储备", "存"), ("设置", "设"), ("职工", "员工"), ("迅速", "赶紧"),
    ("开展", "搞"), ("组织", "安排"), ("群众", "老百姓"), ("批准", "同意"), ("规定", "要求"), ("启动", "开始"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question with the span that answers it."""

    kind: str
    question: str
    answers: tuple[str, ...]


def questions_of(document: Document, rng: random.Random) -> Iterator[Made]:
    """Yield questions about one document, in its order."""
    for chunk in document.chunks:
        heading = chunk.heading_path[-1] if chunk.heading_path else ""
        yield from list_questions(chunk.text, rng)
        for span in sentence_spans(chunk.text):
            sentence = chunk.text[span.start : span.end].strip()
            if MIN_SENTENCE <= len(sentence) <= MAX_SENTENCE and "|" not in sentence:
                yield from sentence_questions(
                    sentence, re.sub(r"^[\W\d一二三四五六七八九十第条章节]+", "", heading), rng
                )


def sentence_questions(sentence: str, heading: str, rng: random.Random) -> Iterator[Made]:
    """Yield what one sentence can be asked for."""
    amounts = list(_AMOUNT.finditer(sentence))
    if len(amounts) == 1:
        found = amounts[0]
        asked = "多长时间" if found["unit"] in ("分钟", "小时", "工作日") else f"多少{found['unit']}"
        yield made("number", sentence, found.span(), asked, heading, rng)
    agents = list(_AGENT.finditer(sentence))
    if len(agents) == 1:
        span = (agents[0].start(), agents[0].end("body"))
        yield made("body", sentence, span, rng.choice(("谁", "由谁", "哪个部门")), heading, rng)
    defined = _DEFINED.match(sentence)
    if defined:
        asked = rng.choice(("什么是{}？", "{}是什么意思？", "{}指什么？")).format(defined["term"].strip("“”"))
        yield Made(kind="definition", question=asked, answers=(defined["meaning"][:12],))


def made(kind: str, sentence: str, span: tuple[int, int], asked: str, heading: str, rng: random.Random) -> Made:
    """Hide a span of a sentence behind the asking words and thin out the rest."""
    clause_start = max(sentence.rfind(mark, 0, max(0, span[0] - 8)) for mark in "。；;：:") + 1
    before = spoken(sentence[clause_start : span[0]], rng)
    after = spoken(re.split(r"[。；;]", sentence[span[1] :], maxsplit=1)[0], rng)
    subject = spoken(heading, rng) if rng.random() < 0.5 else ""
    answer = sentence[max(0, span[0] - AROUND) : span[1] + AROUND]
    return Made(kind=kind, question=f"{subject}{before[-30:]}{asked}{after[:20]}？", answers=(answer,))


def list_questions(text: str, rng: random.Random) -> Iterator[Made]:
    """Yield one question for each announced list whose items stand in the same text."""
    for found in _LISTED.finditer(text):
        heads = [item["head"] for item in _ITEM.finditer(text, found.end() - 1, found.end() + 600)]
        if 3 <= len(heads) <= 10:
            lead = re.sub(r"下列|以下|包括|如下", "", found["lead"])
            yield Made(kind="list", question=f"{spoken(lead, rng)}有哪些？", answers=tuple(h[:14] for h in heads))


def spoken(text: str, rng: random.Random) -> str:
    """Return a text as somebody might half remember it: words left out, spoken words for some of the others."""
    text = re.sub(r"[\s，,、：:“”\"（）()]+", "", text)
    for formal, said in _SPOKEN:
        if formal in text and rng.random() < 0.5:
            text = text.replace(formal, said)
    words = cut(text)
    return "".join(word for word in words if len(words) < 3 or rng.random() > DROPPED)


def cut(text: str) -> list[str]:
    """Return the longest words of a text that cover it from left to right, single characters where none does."""
    known = set(default_tokenizer().words(text))
    words, place = [], 0
    while place < len(text):
        size = next((n for n in range(8, 1, -1) if text[place : place + n] in known), 1)
        words.append(text[place : place + size])
        place += size
    return words


def generate(base: KnowledgeBase, types: tuple[str, ...], limit: int) -> list[Made]:
    """Return at most `limit` questions over the documents whose type begins like one of `types`, in random order."""
    rng = random.Random(SEED)
    questions: list[Made] = []
    suitable = [one for one in base.summaries() if one.metadata.doc_type.startswith(types)]
    for summary in rng.sample(suitable, min(len(suitable), MAX_DOCUMENTS)):
        own = list(questions_of(base.document(summary.document_id), rng))
        questions += rng.sample(own, min(len(own), PER_DOCUMENT))
    return rng.sample(questions, min(len(questions), limit))


def main() -> None:
    """Read the arguments, generate, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=1500)
    parser.add_argument("--types", default="", help="document types, comma separated; all when left out")
    options = parser.parse_args()
    with open_workbench(load_settings(data_path=options.data)) as bench:
        questions = generate(bench.kb, tuple(options.types.split(",")), options.questions)
    with options.out.open("w", encoding="utf-8") as out:
        for one in questions:
            row = {"kind": one.kind, "question": one.question, "answers": one.answers, "match": "all"}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(questions), "questions")


if __name__ == "__main__":
    main()
