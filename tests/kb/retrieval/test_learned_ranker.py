"""The second stage: which candidates it moves, on which scale, and folders it does not use."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.catalog import Catalog
from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.model_folder import write_manifest
from kb.encoders.static_encoder import StaticEncoder
from kb.projections import ProjectionSet
from kb.records import Question
from kb.retrieval import HybridRetriever
from kb.retrieval.learned_ranker import (
    ARRAYS_NAME,
    FACTS_NAME,
    HEAD,
    NAMED_SHARE,
    SCALE,
    LearnedRanker,
    open_learned_ranker,
)
from kb.retrieval.ranking import weighted_sum
from kb.retrieval.scored import ScoredChunk
from kb.retrieval.soft_matcher import COLUMNS, head_and_body, piece_weight
from kb.text import default_tokenizer
from tests.kb.retrieval.conftest import ALL, ENCODER, Ask, plan
from tests.kb.retrieval.summaries import make_summary

ASKED = Question(text="着火了先干什么", normalized="着火了先干什么")
NO_SIGNALS = dict.fromkeys(("words", "bigrams", "cosine", "word_cover", "bigram_cover", "window", "run", "length"), 0.0)
LEAF = np.inf


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    """The shipped encoder."""
    return StaticEncoder.open(SHIPPED_ENCODER_PATH)


def write_ranker(folder: Path, opened: StaticEncoder, **facts: object) -> Path:
    """One tree: 1 for what covers the question softly by more than a half, -1 for the rest."""
    folder.mkdir()
    arrays: dict[str, NDArray[Any]] = {
        "column": np.array([[COLUMNS.index("soft_cover"), 0, 0]]),
        "limit": np.array([[0.5, LEAF, LEAF]]),
        "left": np.array([[1, 1, 2]]),
        "right": np.array([[2, 1, 2]]),
        "value": np.array([[0.0, -1.0, 1.0]]),
        "kinds": np.zeros(opened.vocabulary_size, np.uint8),
    }
    stored: dict[str, Any] = {name: value for name, value in arrays.items() if facts.get("without") != name}
    np.savez(folder / ARRAYS_NAME, **stored)
    written = {"encoder": opened.encoder_id, "columns": COLUMNS, **facts}
    (folder / FACTS_NAME).write_text(json.dumps(written), encoding="utf-8")
    write_manifest(folder)
    return folder


def candidate(number: int, text: str, named: float = 0.0, **signals: float) -> ScoredChunk:
    chunk = plan("消防预案", text).chunks[-1]
    found = {**NO_SIGNALS, "named": named, **signals}
    return ScoredChunk(chunk_no=number, chunk=chunk, document=make_summary(title="消防预案"), signals=found)


def flat(_piece: str) -> float:
    return 1.0


def test_meaning_lifts_a_candidate_by_what_the_trees_say(tmp_path: Path, encoder: StaticEncoder) -> None:
    ranker = LearnedRanker.open(write_ranker(tmp_path / "ranker", encoder), encoder)
    told, other = candidate(1, "着火了，先报警。", words=0.1), candidate(2, "会议室按号入座。", words=0.2)
    scores = ranker.scores(ASKED, [told, other], flat)
    assert scores[0] == pytest.approx(weighted_sum(told.signals) + 1 / SCALE)
    assert scores[1] == pytest.approx(weighted_sum(other.signals) - 1 / SCALE)


def test_where_a_document_is_named_the_trees_say_less(tmp_path: Path, encoder: StaticEncoder) -> None:
    ranker = LearnedRanker.open(write_ranker(tmp_path / "ranker", encoder), encoder)
    told, other = candidate(1, "着火了，先报警。"), candidate(2, "会议室按号入座。", named=1.0)
    scores = ranker.scores(ASKED, [told, other], flat)
    assert scores[0] == pytest.approx(NAMED_SHARE / SCALE)
    assert scores[1] == pytest.approx(weighted_sum(other.signals) - NAMED_SHARE / SCALE)


def test_what_is_not_reordered_stays_behind_in_its_order(tmp_path: Path, encoder: StaticEncoder) -> None:
    ranker = LearnedRanker.open(write_ranker(tmp_path / "ranker", encoder), encoder)
    many = [candidate(at, f"会议室第{at}排按号入座。", words=1 - at / 100) for at in range(HEAD + 5)]
    scores = ranker.scores(ASKED, list(reversed(many)), flat)[::-1]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores[HEAD:])) == 5
    assert ranker.scores(ASKED, many[:1], flat) == [weighted_sum(many[0].signals)]


def test_asking_again_gives_the_same_scores(tmp_path: Path, encoder: StaticEncoder) -> None:
    ranker = LearnedRanker.open(write_ranker(tmp_path / "ranker", encoder), encoder)
    pair = [candidate(1, "着火了，先报警。"), candidate(2, "着火了，先报警。"), candidate(3, "会议室按号入座。")]
    assert ranker.scores(ASKED, pair, flat) == ranker.scores(ASKED, pair, flat)


@pytest.mark.parametrize(
    "facts", [{"encoder": "other@000000000000"}, {"columns": ["words"]}, {"without": "limit"}, {"without": "kinds"}]
)
def test_a_folder_that_does_not_fit_is_left_out(
    tmp_path: Path, encoder: StaticEncoder, facts: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_ranker(tmp_path / "ranker", encoder, **facts)
    with caplog.at_level(logging.WARNING):
        assert open_learned_ranker(encoder, folder) is None
    assert "without the learned second stage" in caplog.text


def test_a_changed_or_missing_folder_is_left_out(tmp_path: Path, encoder: StaticEncoder) -> None:
    folder = write_ranker(tmp_path / "ranker", encoder)
    assert open_learned_ranker(encoder, folder) is not None
    stored = (folder / ARRAYS_NAME).read_bytes()
    (folder / ARRAYS_NAME).write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))
    assert open_learned_ranker(encoder, folder) is None
    assert open_learned_ranker(encoder, tmp_path / "nowhere") is None


def test_without_a_ranker_the_signals_decide(catalog: Catalog, projections: ProjectionSet, ask: Ask) -> None:
    retriever = HybridRetriever(catalog, projections, ENCODER, default_tokenizer(), ranker=None)
    question = Question(text="堤防管涌多久报告", normalized="堤防管涌多久报告")
    found = retriever.retrieve(question, ALL, 5)
    assert [one.score for one in found] == pytest.approx([weighted_sum(dict(one.parts)) for one in found])
    assert found[0].chunk.text == ask("堤防管涌多久报告")[0][1]


def test_title_and_headings_are_compared_unless_the_chunk_says_them() -> None:
    chunk = plan("消防预案", "先报警。").chunks[-1]
    assert head_and_body("消防预案", chunk) == (" ".join(("消防预案", *chunk.heading_path[-1:])), chunk.text)
    assert not head_and_body(chunk.text[:3], chunk)[0].startswith(chunk.text[:3])


def test_a_piece_that_is_no_word_weighs_as_its_rarest_pair() -> None:
    words = {"火": 2.0, "火灾": 3.0}
    pairs = {"火灾": 3.5, "灾后": 5.0}

    def word(piece: str) -> float:
        return words.get(piece, 9.0)

    assert piece_weight("火灾", word, pairs.__getitem__) == 3.0
    assert piece_weight("火灾后", word, pairs.__getitem__) == 5.0
    assert piece_weight("龘", word, pairs.__getitem__) == 9.0


def test_the_shipped_folder_is_used_with_the_shipped_encoder(encoder: StaticEncoder) -> None:
    ranker = open_learned_ranker(encoder)
    assert ranker is not None
    told = candidate(1, "发生火灾后，现场人员应当立即报警并组织扑救初期火灾。", words=0.5)
    other = candidate(2, "会议室按号入座，散会后关灯。", words=0.5)
    scores = ranker.scores(ASKED, [told, other], flat)
    assert scores[0] > scores[1]
    assert max(abs(score - weighted_sum(told.signals)) for score in scores) < 2.0  # still the scale of the signals
