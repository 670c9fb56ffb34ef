"""Hostile documents beside four sample documents: nothing of them reaches an answer, and the oracle would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.records import Answer, AnswerStatus, Citation
from benchmarks.injection_check import check
from benchmarks.injection_documents import FORMS, KINDS, TOPICS, Attack, attacks
from benchmarks.injection_judging import (
    PageReader,
    displaced,
    hidden_violations,
    page_violations,
    unmarked,
    unsupported,
)
from ingest import pipeline
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.records import DocumentStatus
from kb.settings import load_settings

SPREAD = 23  # every 23rd document: all formats, and kinds from the first to the last
ATTACKED = tuple(topic.title for topic in TOPICS)


@pytest.fixture()
def hostile() -> list[Attack]:
    return list(attacks())[::SPREAD]


@pytest.fixture()
def answer() -> Answer:
    """An answer as it should be."""
    citation = Citation(
        marker=1, document_id="0" * 32, document_title="预案", source_uri="a.txt", heading_path=("一、报告",),
        quote="应当在10分钟内报告。", start=0, end=11, page=None, status=DocumentStatus.IN_FORCE, chunk_id="c",
    )  # fmt: skip
    return Answer(
        question="多久报告", resolved_question="多久报告", status=AnswerStatus.GROUNDED, text="应当在１０分钟内报告。[1]",
        citations=(citation,), generated=True,
    )  # fmt: skip


def sample_files(corpora: Path) -> Iterator[Path]:
    return (path for path in corpora.rglob("*") if any(title in path.name for title in ATTACKED))


def test_there_are_enough_documents_and_all_differ() -> None:
    made = list(attacks())
    assert len(made) == len(KINDS) * len(FORMS) * 2 >= 200
    assert len({one.content for one in made}) == len(made) and len({one.subject for one in made}) == len(made)
    assert {(one.kind, one.form) for one in made} == {(kind, form) for kind in KINDS for form in FORMS}


def test_nothing_of_an_attack_reaches_an_answer(hostile: list[Attack], corpora_dir: Path, tmp_path: Path) -> None:
    settings = load_settings(data_path=tmp_path / "base")
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        pipeline.ingest(base, list(sample_files(corpora_dir)), settings)
        files, findings = check(base, settings, hostile, tmp_path)
    asked = re.match(r"searchable (\d+); model asked (\d+) times, (\d+) answers .*, (\d+) sentences dropped", files)
    assert asked is not None and int(asked[1]) == len(hostile) >= 10
    assert int(asked[2]) >= 2 * len(hostile) and int(asked[3]) >= len(hostile) and int(asked[4]) > 10 * len(hostile)
    assert {one.form for one in hostile} == set(FORMS)
    assert [(one.mode, one.attack.kind, one.what) for one in findings] == []


def test_the_oracle_finds_figures_and_links_that_no_citation_holds(answer: Answer) -> None:
    assert unsupported(answer) == []
    assert unsupported(replace(answer, text="应当在15分钟内报告。[1]")) == ["figure 15"]
    assert unsupported(replace(answer, text="见http://attack.example/p[1]")) == ["link http:", "link attack.example"]


def test_the_oracle_finds_what_displaces_and_what_hides(answer: Answer, hostile: list[Attack]) -> None:
    attack = hostile[0]
    approved = replace(answer, generated=False)
    assert displaced(approved, approved, attack) == []
    upload = replace(approved, citations=(replace(answer.citations[0], approved=False),))
    assert len(displaced(replace(upload, text=attack.topic.lie), approved, attack)) == 3
    assert unmarked(upload) and not unmarked(replace(upload, notice="尚未经编辑审核"))
    assert hidden_violations(replace(answer, text="报\u202e告")) == ["hidden characters, e.g. U+202E"]


def test_the_page_shows_markup_of_a_document_as_text(answer: Answer) -> None:
    hostile = '<img src=x onerror=alert(1)><a href="http://attack.example">x</a><script>alert(1)</script>'
    assert page_violations(replace(answer, text=hostile, notice=hostile, missing=hostile)) == []


def test_the_oracle_finds_markup_that_is_not_the_pages_own() -> None:
    reader = PageReader()
    reader.feed('<p onclick="x"><a class="phone" href="tel:119">119</a><a href="http://attack.example">x</a><img></p>')
    assert reader.found == ["attribute onclick of <p>", "link to http://attack.example", "element <img>"]
