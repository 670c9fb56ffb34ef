"""Statements as they stand and with one change."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from assistant.study.questions.judging import judgements
from assistant.study.questions.material import material_of
from assistant.study.questions.truths import Truths, squeezed
from kb.records import Document
from tests.assistant.study.questions.material import document


@pytest.fixture(scope="module")
def drafts(samples: list[Document]) -> list[tuple[str, str, str]]:
    """(stem, judgement, note) of the judgements on the sample plans."""
    truths = Truths(samples)
    found = [draft for one in samples for draft in judgements(material_of(one), truths, random.Random(one.document_id))]
    return [(draft.stem, draft.right[0], draft.note) for draft in found]


def test_true_and_false_are_about_equally_many(drafts: list[tuple[str, str, str]]) -> None:
    counted = Counter(answer for _, answer, _ in drafts)
    assert len(drafts) > 150
    assert 0.4 < counted["正确"] / counted.total() < 0.6


def test_no_false_statement_stands_in_a_document_and_every_true_one_does(
    drafts: list[tuple[str, str, str]], samples: list[Document]
) -> None:
    texts = [squeezed(document.text) for document in samples]
    for stem, answer, note in drafts:
        words = squeezed(stem.partition("，")[2].rstrip("。"))
        assert any(words in text for text in texts) is (answer == "正确")
        assert bool(note) is (answer == "错误")


def test_duties_do_not_become_options_and_signs_stay_as_they_are(drafts: list[tuple[str, str, str]]) -> None:
    notes = [note for _, _, note in drafts if note]
    assert not any(note.startswith("原文为“应当”") for note in notes)
    assert not any("“可以合闸”" in stem for stem, _, _ in drafts)


def test_a_ban_is_turned_only_where_the_sentence_leaves_it_open(
    drafts: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    turned = [stem for stem, _, note in drafts if note.startswith(("原文为“不得”", "原文为“禁止”", "原文为“严禁”"))]
    assert not any("未经" in stem.rpartition("。")[0].rpartition("。")[2] for stem in turned)
    text = "青石县物业管理办法\n第一条 企业不得弄虚作假骗取补助资金。\n第二条 住户应当爱护设施，不得乱停车辆。\n第三条 装修垃圾不得与生活垃圾混放在一处。"
    law = document(tmp_path, text)
    changed = {
        draft.stem
        for seed in range(12)
        for draft in judgements(material_of(law), Truths([law]), random.Random(seed))
        if draft.note
    }
    assert all("装修垃圾可以与生活垃圾混放" in stem for stem in changed)


def test_a_body_gives_way_only_to_one_of_its_form(drafts: list[tuple[str, str, str]]) -> None:
    swapped = [note for _, _, note in drafts if "国务院" in note]
    assert all(note.count("国务院") == 2 for note in swapped)
