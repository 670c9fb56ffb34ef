"""Words and bigrams."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.text import Tokenizer, default_tokenizer, normalize
from kb.text.segmenter import FastSegmenter, ReferenceSegmenter
from kb.text.tokenizer import domain_terms, open_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return default_tokenizer()


@pytest.fixture(scope="module")
def reference() -> ReferenceSegmenter:
    return ReferenceSegmenter(domain_terms())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应急处置卡", ["应急", "处置", "处置卡", "应急处置卡", "应急处置"]),
        ("受限空间", ["受限", "空间", "受限空间"]),
        ("GB/T 29639—2020", ["gb/t29639-2020", "gb/t29639", "29639", "gb/t"]),
        ("〔2024〕5号", ["〔2024〕5号", "2024年"]),
        ("[2024]第5号", ["〔2024〕5号", "2024年"]),
        ("第十九条", ["第十九条", "§条19"]),
        ("第19条", ["第19条", "§条19"]),
        ("第十九条之一", ["第十九条之一", "§条19-1"]),
        ("2024年8月28日", ["2024年8月28日", "2024年", "8月28日"]),
        ("二〇二四年", ["2024年"]),
        ("百分之三十", ["百分之三十", "§30pct"]),
        ("30%", ["30%", "§30pct"]),
        ("5000万元", ["5000万元", "§50000000yuan"]),
        ("0735-8888123", ["0735-8888123", "07358888123", "0735", "8888123"]),
        ("统一级别", ["统一", "级别"]),
        ("第一人民医院", ["第一", "人民", "医院"]),
        ("，。！ \n", []),
    ],
)
def test_words(tokenizer: Tokenizer, text: str, expected: list[str]) -> None:
    assert tokenizer.words(text) == expected


@pytest.mark.parametrize(
    ("spellings", "value"),
    [
        (["30分钟", "三十分钟", "３０分钟", "半小时", "半个小时", "0.5小时"], "§30min"),
        (["24小时", "二十四小时", "1440分钟"], "§1440min"),
        (["Ⅱ级", "II级", "II 级", "ii级", "2级", "2 级", "二级", "ⅱ级"], "§level2"),
        (["30人", "三十人", "30名"], "§30person"),
        (["1亿元", "一亿元", "10000万元"], "§100000000yuan"),
        (["5公里", "五千米", "5000米", "5km"], "§5000m"),
        (["3个月", "三个月"], "§3mon"),
        (["5个工作日", "五个工作日"], "§5workday"),
    ],
)
def test_spellings_of_a_value_share_a_token(tokenizer: Tokenizer, spellings: list[str], value: str) -> None:
    assert [spelling for spelling in spellings if value not in tokenizer.words(f"应当在{spelling}内")] == []


@pytest.mark.parametrize("text", ["人民政府", "一人民", "三年级学生", "二日常", "同一天然"])
def test_ordinary_words_hold_no_quantity(tokenizer: Tokenizer, text: str) -> None:
    assert [word for word in tokenizer.words(text) if word.startswith("§")] == []


def test_question_words_leave_stop_words_and_repeats_out(tokenizer: Tokenizer) -> None:
    assert tokenizer.query_words("请问火灾发生了怎么办，火灾怎么报警") == ["火灾", "发生", "报警"]


def test_question_of_stop_words_only_keeps_them(tokenizer: Tokenizer) -> None:
    assert tokenizer.query_words("怎么办") == ["怎么", "怎么办"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应急预案", ["应急", "急预", "预案"]),
        ("Ⅱ级响应", ["二级", "级响", "响应"]),
        ("2级响应", ["二级", "级响", "响应"]),
        ("GB/T 29639卡", ["gb", "t", "29639", "卡"]),
        ("应急，预案", ["应急", "预案"]),
        ("", []),
    ],
)
def test_bigrams(tokenizer: Tokenizer, text: str, expected: list[str]) -> None:
    assert tokenizer.bigrams(text) == expected


def test_places(tokenizer: Tokenizer) -> None:
    assert tokenizer.places("永城市和上海的山岳救援队") == ["永城市", "上海"]
    assert tokenizer.places("永城县乡两级队伍") == ["永城"]


def test_every_domain_term_is_kept_whole(tokenizer: Tokenizer) -> None:
    assert len(domain_terms()) >= 600
    assert [term for term in domain_terms() if term not in tokenizer.words(term)] == []


def test_jieba_keeps_every_domain_term_whole(reference: ReferenceSegmenter) -> None:
    assert [term for term in domain_terms() if reference.cut(term) != [term]] == []


def test_jieba_and_its_fast_twin_cut_alike(
    tokenizer: Tokenizer, reference: ReferenceSegmenter, corpora_dir: Path
) -> None:
    slow = open_tokenizer(reference)
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpora_dir.rglob("*.md"))]
    lines = [line for text in texts for line in text.splitlines()][:1_500]
    assert len(lines) > 200
    assert [line for line in lines if tokenizer.words(line) != slow.words(line)] == []


def test_jieba_and_its_fast_twin_cut_laws_alike(
    tokenizer: Tokenizer, reference: ReferenceSegmenter, shared_dir: Path
) -> None:
    slow = open_tokenizer(reference)
    files = sorted((shared_dir / "corpora" / "laws").rglob("*.md"))[::200]
    articles = [
        article
        for path in files
        for article in re.split(r"\n(?=第[一二三四五六七八九十百零]+条)", path.read_text(encoding="utf-8"))
    ]
    assert len(articles) > 100
    differing = [article for article in articles[:600] if tokenizer.words(article) != slow.words(article)]
    assert differing == []


def test_fast_segmenter_and_reference_name_the_same_places(reference: ReferenceSegmenter) -> None:
    text = normalize("郑州市和上海市的应急管理局在永城市开会")
    assert (
        FastSegmenter(domain_terms()).place_names(text) == reference.place_names(text) == ["郑州市", "上海市", "永城市"]
    )
