"""Learning to read: weights that put the right unit first, questions made from documents, reading sets as written."""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.reading.features import SIGNAL_NAMES
from assistant.answering.reading.weights import UNIT_WEIGHTS
from ingest.assembly import assemble
from ingest.parsers import parse_as
from ingest.records import FoundFile
from ingest.sniffing import FileFormat
from kb.records import Document
from training.reader.fitting import Group, cross_validated, first_is_good, fit
from training.reader.generated import Made, questions_of
from training.reader.reading_sets import MIN_PASSAGE, write_sets

PLAN = """4 信息报告
乡镇人民政府接到森林火情报告后，应当在二十分钟内报告县森林防火指挥部办公室。
Ⅱ级响应由市人民政府主要负责人批准启动，并报省应急管理部门备案。
本预案所称次生灾害，是指由突发事件直接引发的其他灾害和衍生的危害。
事故报告应当包括下列内容：
（一）事故发生单位概况；
（二）事故发生的时间和地点；
（三）事故的简要经过。"""


def plan() -> Document:
    data = PLAN.encode()
    found = FoundFile(path=Path("预案.txt"), source_uri="预案.txt", byte_count=len(data))
    parsed = parse_as(FileFormat.TEXT, data, found.path.name)
    return assemble(parsed, found, data, now=datetime(2026, 1, 1, tzinfo=UTC))


def made() -> dict[str, Made]:
    return {one.kind: one for one in questions_of(plan(), random.Random(1))}


def groups(count: int) -> list[Group]:
    """Units whose first signal tells the good one and whose second is noise."""
    rng = np.random.default_rng(7)
    every = []
    for number in range(count):
        signals = rng.random((6, 2))
        good = np.zeros(6, dtype=np.bool_)
        good[int(np.argmax(signals[:, 0]))] = True
        every.append(Group(set_number=number % 2, signals=signals, offsets=np.zeros(6), good=good, weight=1.0))
    return every


def test_fit_weighs_the_signal_that_tells() -> None:
    weights = fit(groups(60), 0.001)
    assert weights[0] > 5 * abs(weights[1])
    assert first_is_good(groups(60), weights) == 1.0


def test_offsets_count_beside_the_weights() -> None:
    group = groups(1)[0]
    pushed = Group(
        set_number=0, signals=group.signals, offsets=np.where(group.good, 0.0, 100.0), good=group.good, weight=1.0
    )
    assert first_is_good([pushed], np.array([1.0, 0.0])) == 0.0


def test_left_out_folds_are_judged_set_by_set() -> None:
    by_set = cross_validated(groups(60), 0.001, 5)
    assert len(by_set) == 2
    assert min(by_set) > 0.9


def test_stronger_regularisation_gives_smaller_weights() -> None:
    assert np.abs(fit(groups(40), 0.1)).sum() < np.abs(fit(groups(40), 0.001)).sum()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("number", "二十分钟内"), ("body", "由市人民政府主要负责人"), ("definition", "由突发事件直接引发的")],
)
def test_question_is_answered_by_what_it_hides(kind: str, answer: str) -> None:
    one = made()[kind]
    assert answer in one.answers[0]
    assert answer not in one.question
    assert one.answers[0] in PLAN


def test_list_question_expects_every_item_in_order() -> None:
    assert made()["list"].answers == ("事故发生单位概况", "事故发生的时间和地点", "事故的简要经过")


def test_reading_set_keeps_answers_that_stand_in_the_passage(tmp_path: Path) -> None:
    passage = "广茂铁路全长364.6公里。" + "沿线设有车站。" * MIN_PASSAGE
    rows = [
        {"q": "全长多少公里？", "pos": passage, "answers": ["364.6公里"]},
        {"q": "由谁管理？", "pos": passage, "answers": ["没有写"]},
        {"q": "太短？", "pos": "短文364.6公里", "answers": ["364.6公里"]},
    ]
    for name in ("cmrc2018_train_via_expmrc", "drcd_test_s", "cjrc_test"):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            kept = rows if name.startswith("cmrc") else []
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in kept)
    assert write_sets(tmp_path, tmp_path / "out", 10) == 1
    question = json.loads((tmp_path / "out" / "questions.jsonl").read_text(encoding="utf-8"))
    assert (question["question"], question["answers"]) == ("全长多少公里？", ["364.6公里"])
    assert (tmp_path / "out" / "texts" / f"{question['file']}.txt").read_text(encoding="utf-8") == passage


def test_every_signal_has_a_shipped_weight() -> None:
    assert tuple(UNIT_WEIGHTS) == SIGNAL_NAMES
