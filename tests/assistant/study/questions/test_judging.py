"""Statements as they stand and with one change."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from assistant.study.questions.judging import judgements
from assistant.study.questions.material import material_of
from assistant.study.questions.truths import Truths, squeezed
from kb.records import Document


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
