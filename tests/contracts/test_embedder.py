"""What every Embedder promises, run over each implementation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.sentence_transformer_encoder import SentenceTransformerEncoder
from kb.encoders.static_encoder import StaticEncoder
from kb.protocols import Embedder


def _tiny_transformer(folder: Path) -> Path:
    """A random one-layer BERT, saved as sentence-transformers saves any transformer."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"着火了怎么办灾水泄漏报警人员疏散"]
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(words)), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder)
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    transformer = Transformer(str(folder), max_seq_length=64)
    saved = folder.parent / "tiny-bert"
    SentenceTransformer(modules=[transformer, Pooling(16)], device="cpu").save_pretrained(str(saved))
    return saved


@pytest.fixture(scope="module", params=["static", "sentence-transformers static", "sentence-transformers BERT"])
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedder]:
    if request.param == "static":
        yield StaticEncoder.open(SHIPPED_ENCODER_PATH)
    elif request.param == "sentence-transformers static":
        yield SentenceTransformerEncoder.open(str(SHIPPED_ENCODER_PATH))
    else:
        yield SentenceTransformerEncoder.open(str(_tiny_transformer(tmp_path_factory.mktemp("bert") / "source")))


def test_shape_type_and_length(embedder: Embedder) -> None:
    for embed in (embedder.embed_queries, embedder.embed_passages):
        vectors = embed(["着火了怎么办", "水", "人员疏散" * 500])
        assert vectors.shape == (3, embedder.dimension)
        assert vectors.dtype == np.float32
        assert vectors.flags.c_contiguous
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)
    assert embedder.embed_queries(()).dtype == np.float32


def test_rows_keep_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["着火", "水", "人员疏散报警", "泄漏了怎么办", "火"] * 30
    together = embedder.embed_passages(texts)
    backwards = embedder.embed_passages(texts[::-1])[::-1]
    np.testing.assert_allclose(together, backwards, atol=1e-5)
    assert not np.allclose(together[0], together[1], atol=1e-3)


def test_equal_texts_give_equal_vectors(embedder: Embedder) -> None:
    first, second = embedder.embed_passages(["泄漏报警"]), embedder.embed_passages(["泄漏报警"])
    assert first.tobytes() == second.tobytes()


def test_odd_texts_give_finite_vectors_of_length_one_or_zero(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["", " \n\t", "😀", "\x00着火", "\ud83d火", "。"])
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.isfinite(vectors).all()
    assert all(min(abs(length), abs(length - 1)) < 1e-5 for length in lengths)


def test_the_id_is_stable_and_names_the_model(embedder: Embedder) -> None:
    name, _, digest = embedder.encoder_id.partition("@")
    assert name in {"yubei-static-zh", "tiny-bert"}
    assert len(digest) == 12
