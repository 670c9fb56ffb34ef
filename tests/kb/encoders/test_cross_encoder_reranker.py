"""A user's cross-encoder: its order, on the scores that were there; folders that are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.encoders import open_reranker
from kb.encoders.cross_encoder_reranker import CrossEncoderReranker
from kb.errors import EncoderUnavailable
from kb.records import Evidence, Question
from kb.settings import load_settings
from tests.builders import make_document
from tests.kb.retrieval.summaries import make_summary

ASKED = Question(text="谁批准启动", normalized="谁批准启动")


def evidence(*texts: str) -> list[Evidence]:
    """Pieces with falling scores 3, 2, 1."""
    chunk = make_document().chunks[0]
    return [
        Evidence(
            rank=rank, score=4.0 - rank, chunk=replace(chunk, text=text), document=make_summary(), parts=(("words", 1),)
        )
        for rank, text in enumerate(texts, start=1)
    ]


class LengthModel:
    """Scores a pair by the length of its passage."""

    def predict(self, pairs: Sequence[tuple[str, str]], **_options: object) -> np.ndarray:
        return np.array([len(passage) for _, passage in pairs], np.float32)


def test_the_models_order_takes_over_the_scores() -> None:
    found = CrossEncoderReranker(LengthModel()).rerank(ASKED, evidence("短", "最长的一段话", "中等长"))
    assert [one.chunk.text for one in found] == ["最长的一段话", "中等长", "短"]
    assert [(one.rank, one.score) for one in found] == [(1, 3.0), (2, 2.0), (3, 1.0)]
    assert [dict(one.parts)["words"] for one in found] == [1, 1, 1]
    kept = [dict(one.parts)["cross_encoder"] for one in found]
    assert kept == sorted(kept, reverse=True)
    assert CrossEncoderReranker(LengthModel()).rerank(ASKED, []) == []


def test_a_model_in_a_local_folder_is_loaded(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"谁批准启动指挥部报告"]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(dict.fromkeys(words))}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(tmp_path)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    BertForSequenceClassification(BertConfig(vocab_size=32, num_labels=1, **sizes)).save_pretrained(tmp_path)
    reranker = open_reranker(load_settings(reranker=str(tmp_path)))
    assert reranker is not None
    found = reranker.rerank(ASKED, evidence("指挥部批准", "报告", "启动"))
    assert sorted(one.chunk.text for one in found) == sorted(["指挥部批准", "报告", "启动"])
    model_scores = [dict(one.parts)["cross_encoder"] for one in found]
    assert model_scores == sorted(model_scores, reverse=True)
    assert reranker.rerank(ASKED, evidence("指挥部批准", "报告", "启动")) == found


def test_no_setting_no_reranker_and_a_wrong_one_is_an_error(tmp_path: Path) -> None:
    assert open_reranker(load_settings()) is None
    with pytest.raises(EncoderUnavailable, match="YUBEI_RERANKER"):
        open_reranker(load_settings(reranker=str(tmp_path / "nowhere")))


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(EncoderUnavailable, match="safetensors"):
        open_reranker(load_settings(reranker=str(tmp_path)))
