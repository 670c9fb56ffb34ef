"""The training steps on material small enough to check by eye."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from kb.encoders.static_encoder import StaticEncoder
from training.encoder.batches import Batch, BatchSource, Recipe
from training.encoder.evaluate import hit_rates
from training.encoder.export import export, quantise
from training.encoder.pairs import LeakFilter, PairWriter
from training.encoder.sources import Article, Pair, read_pairs, read_statutes, read_taxonomy
from training.encoder.vocabulary import choose_pieces, count_pieces, make_tokenizer

STATUTE = """# 海棠市消防条例

2024年5月1日公布

<!-- INFO END -->

## 第一章 总则

第一条 为了预防火灾和减少火灾危害，保护人身、财产安全，制定本条例。

第二条 任何单位和个人发现火灾都应当立即报警，依照第一条的规定处理。

前款规定的报警免费。

## 第二章 附则

第三条 本条例自公布之日起施行，原条例同时废止，特此说明清楚。
"""


@pytest.fixture
def tokenizer() -> Tokenizer:
    pieces = [("[UNK]", 0.0), *((piece, -3.0) for piece in ("火灾", "报警", "疏散", "泄漏", "堵漏", "气体"))]
    return make_tokenizer(pieces)


def test_statutes_are_split_into_articles_with_title_and_chapter(tmp_path: Path) -> None:
    (tmp_path / "条例.md").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "README.md").write_text("# 说明\n没有条文", encoding="utf-8")
    (articles,) = read_statutes(tmp_path)
    assert [(article.heading, article.text[:3]) for article in articles] == [
        ("总则", "第一条"),
        ("总则", "第二条"),
        ("附则", "第三条"),
    ]
    assert articles[1] == Article(
        title="海棠市消防条例",
        heading="总则",
        text="第二条 任何单位和个人发现火灾都应当立即报警，依照第一条的规定处理。前款规定的报警免费。",
    )


def test_pairs_keep_the_order_of_files_and_lines(tmp_path: Path) -> None:
    for name, rows in (("b", [("丙", "丁")]), ("a", [("甲", "乙"), ("戊", "己")])):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"q": q, "pos": p}) + "\n" for q, p in rows)
    assert list(read_pairs(tmp_path)) == [
        Pair(query="甲", passage="乙", source="a"),
        Pair(query="戊", passage="己", source="a"),
        Pair(query="丙", passage="丁", source="b"),
    ]


def test_the_taxonomy_gives_groups_of_names(tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.yaml"
    path.write_text(
        "classes:\n- {id: fire, canonical: 火灾, aliases: [火情], colloquial: [着火, 起火]}\n- {id: x}\n",
        encoding="utf-8",
    )
    assert read_taxonomy(path) == (("火灾", "火情", "着火", "起火"),)


def test_questions_close_to_an_evaluation_question_leak() -> None:
    leak_filter = LeakFilter(["煤矿进行隐蔽致灾地质因素普查的依据是什么？", "发生火灾后多久上报"])
    assert leak_filter.leaks("煤矿进行隐蔽致灾地质因素普查的依据是什么")
    assert leak_filter.leaks("煤矿进行隐蔽致灾地质因素普查，依据是什么呢？")
    assert not leak_filter.leaks("煤矿的安全监控系统应当符合哪些要求")
    assert not leak_filter.leaks("发生火灾后由谁上报，多长时间内上报")


def test_words_terms_and_characters_become_pieces_with_the_most_frequent_first() -> None:
    counts = count_pieces([("应急预案 应急预案 应急 处置卡", 10), ("Ⅱ级 2024年", 10)])
    pieces = choose_pieces(counts, ["处置卡", "危险化学品泄漏"], size=60, run_share=0.0)
    names = [piece for piece, _ in pieces]
    assert names[0] == "[UNK]"
    assert {"应急", "处置卡", "2024", "卡", "ii"} <= set(names)
    assert "危险化学品泄漏" not in names  # longer than a piece may be
    scores = [score for _, score in pieces[1:]]
    assert scores == sorted(scores, reverse=True)
    assert sum(np.exp(scores)) == pytest.approx(1.0)


def test_no_more_pieces_than_asked_for() -> None:
    counts = (Counter({f"词{chr(0x4E00 + n)}": 100 - n for n in range(50)}), Counter[str](), Counter[str]())
    pieces = choose_pieces(counts, [], size=11, run_share=0.0)
    assert [piece for piece, _ in pieces[1:]] == [f"词{chr(0x4E00 + n)}" for n in range(10)]


def test_the_tokenizer_normalises_by_itself(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("火灾，报警！疏散", add_special_tokens=False).ids == [1, 0, 2, 0, 3]


def _source(path: Path, tokenizer: Tokenizer, recipe: Recipe) -> BatchSource:
    writer = PairWriter(tokenizer)
    writer.add("statute", [("火灾", "报警疏散"), ("气体", "泄漏堵漏"), ("", "报警"), ("堵漏", "报警疏散")] * 4)
    writer.save(path)
    return BatchSource(path, batch_size=8, seed=3, recipes={"statute": recipe})


def _flat(batch: Batch) -> tuple[list[int], list[int]]:
    return batch.query_ids.tolist(), batch.passage_ids.tolist()


def test_batches_repeat_with_the_seed_and_mark_equal_passages(tmp_path: Path, tokenizer: Tokenizer) -> None:
    recipe = Recipe(share=1.0, block=3)
    first = next(iter(_source(tmp_path / "a.npz", tokenizer, recipe)))
    second = next(iter(_source(tmp_path / "b.npz", tokenizer, recipe)))
    assert _flat(first) == _flat(second)
    assert len(first.keys) == len(first.query_offsets) == len(first.passage_offsets) == 8
    assert len(set(first.keys.tolist())) == 2  # two distinct passages; the row with an empty query is left out


def test_a_joined_passage_starts_with_the_row_s_own(tmp_path: Path, tokenizer: Tokenizer) -> None:
    plain = next(iter(_source(tmp_path / "a.npz", tokenizer, Recipe(share=1.0, block=2))))
    joined = next(iter(_source(tmp_path / "b.npz", tokenizer, Recipe(share=1.0, block=2, join=1.0))))
    assert len(joined.passage_ids) > len(plain.passage_ids)


def test_quantised_rows_are_within_half_a_step() -> None:
    weights = np.random.default_rng(0).standard_normal((50, 16)).astype(np.float32)
    weights[0] = 0
    rows, scales = quantise(weights)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - weights) <= scales[:, None] * 0.5001).all()
    assert rows[0].tolist() == [0] * 16


def test_an_exported_model_is_evaluated_by_its_ranking(tmp_path: Path, tokenizer: Tokenizer) -> None:
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    weights = np.eye(7, dtype=np.float32)
    weights[0] = 0
    export(weights, tmp_path / "tokenizer.json", tmp_path / "model")
    folder = tmp_path / "set"
    folder.mkdir()
    corpus = [("d1", "火灾报警"), ("d2", "气体泄漏"), ("d3", "火灾")]
    queries = [("q1", "火灾"), ("q2", "泄漏"), ("q3", "疏散")]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps({"id": key, "text": text}, ensure_ascii=False) for key, text in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq3\td1\t0\n", encoding="utf-8")
    rates, count, _ = hit_rates(StaticEncoder.open(tmp_path / "model"), folder)
    assert count == 2
    assert rates == {1: 0.5, 5: 1.0, 10: 1.0}
