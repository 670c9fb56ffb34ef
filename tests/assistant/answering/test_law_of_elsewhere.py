"""The law of other places: what an answer rests on, and what is said when it was left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from ingest.pipeline import ingest
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

PROVINCES = {
    "浙江省": "十一月一日至次年四月三十日",
    "河南省": "十一月一日至次年五月三十一日",
    "山东省": "十月一日至次年四月三十日",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the regulations of three provinces."""
    texts = tmp_path_factory.mktemp("texts")
    for province, period in PROVINCES.items():
        (texts / f"{province}森林防火条例.md").write_text(
            f"# {province}森林防火条例\n\n第一章 总则\n\n第一条 为了预防森林火灾，制定本条例。\n\n"
            f"第二条 每年{period}为全省森林防火期。\n",
            encoding="utf-8",
        )
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data_path=data)
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as kb:
        outcomes = ingest(kb, [texts], settings)
        assert len(outcomes) == len(PROVINCES)
    return data


def answer(folder: Path, question: str, region: str = "") -> tuple[str, str]:
    """Return the text and the notice of an answer asked for in a region."""
    settings = Settings(data_path=folder, region=region)
    with KnowledgeBase.open(settings, open_encoder(settings)) as kb:
        found = Answerer(kb).answer(question)
    return found.text, found.notice


def test_the_own_province_answers_alone(folder: Path) -> None:
    text, notice = answer(folder, "森林防火期是哪几个月", region="河南省郑州市")
    assert notice == ""
    assert PROVINCES["河南省"] in text
    assert not any(period in text for name, period in PROVINCES.items() if name != "河南省")


def test_without_an_own_place_provinces_are_never_mixed(folder: Path) -> None:
    text, notice = answer(folder, "森林防火期是哪几个月")
    assert sum(period in text for period in PROVINCES.values()) <= 1
    assert "不一定适用于本地" in notice or "请在问题中写明地方" in notice


def test_a_province_that_is_named_answers(folder: Path) -> None:
    text, _ = answer(folder, "山东省的森林防火期是哪几个月", region="河南省")
    assert PROVINCES["山东省"] in text
