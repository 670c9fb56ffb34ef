from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.sentence_transformer_encoder import SentenceTransformerEncoder
from kb.encoders.static_encoder import StaticEncoder
from kb.errors import EncoderUnavailable

MIXED_TEXTS = (
    "着火了先干啥？",
    "",
    "😀🔥",
    "第十九条 生产经营单位应当制定本单位的生产安全事故应急救援预案，与所在地县级以上人民政府组织制定的预案相衔接。",
    "ＧＢ／Ｔ 29639—2020《生产经营单位生产安全事故应急预案编制导则》",
    "Ⅳ级响应 IV级 四级 蓝色预警",
    "泄漏氯气 Cl₂ 浓度 1.5 mg/m³，下风向 800 m 内人员撤离",
    "\t换行\n制表　全角空格 ",
    "abcDEF 12345678901234567890 éàü ひらがな 한국어",
    "𠮷𡈽 㐀㒲",
    "抢险救援组负责现场抢险。" * 2000,
)


def test_both_paths_give_equal_vectors() -> None:
    light = StaticEncoder.open(SHIPPED_ENCODER_PATH).embed_passages(MIXED_TEXTS)
    heavy = SentenceTransformerEncoder.open(str(SHIPPED_ENCODER_PATH)).embed_passages(MIXED_TEXTS)
    assert heavy.dtype == light.dtype == np.float32
    np.testing.assert_allclose(light, heavy, atol=1e-4)


def test_the_shipped_folder_is_an_ordinary_sentence_transformers_model() -> None:
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(str(SHIPPED_ENCODER_PATH), device="cpu").encode(["着火", "火灾", "房产证"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_prompts_go_before_queries_and_passages(tiny_static_model: Path) -> None:
    prompted = SentenceTransformerEncoder.open(str(tiny_static_model), query_prompt="火灾", passage_prompt="a ")
    plain = SentenceTransformerEncoder.open(str(tiny_static_model))
    np.testing.assert_allclose(prompted.embed_queries(["着火"]), plain.embed_queries(["火灾着火"]), atol=1e-6)
    np.testing.assert_allclose(prompted.embed_passages(["着火"]), plain.embed_passages(["a 着火"]), atol=1e-6)


def test_a_models_own_prompts_are_taken_unless_others_are_set(tiny_static_model: Path) -> None:
    plain = SentenceTransformerEncoder.open(str(tiny_static_model))
    config = {"prompts": {"query": "火灾", "document": "a "}, "default_prompt_name": "query"}
    (tiny_static_model / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    own = SentenceTransformerEncoder.open(str(tiny_static_model))
    other = SentenceTransformerEncoder.open(str(tiny_static_model), query_prompt="a ")
    np.testing.assert_allclose(own.embed_queries(["着火"]), plain.embed_queries(["火灾着火"]), atol=1e-6)
    np.testing.assert_allclose(own.embed_passages(["着火"]), plain.embed_passages(["a 着火"]), atol=1e-6)
    np.testing.assert_allclose(other.embed_queries(["着火"]), plain.embed_queries(["a 着火"]), atol=1e-6)
    assert own.encoder_id != plain.encoder_id


def test_the_id_follows_what_passages_are_turned_into(tiny_static_model: Path) -> None:
    plain = SentenceTransformerEncoder.open(str(tiny_static_model)).encoder_id
    assert plain == SentenceTransformerEncoder.open(str(tiny_static_model), query_prompt="查询：").encoder_id
    assert plain != SentenceTransformerEncoder.open(str(tiny_static_model), passage_prompt="文：").encoder_id
    assert plain.startswith("tiny-static@")


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(EncoderUnavailable, match=r"找不到句向量模型目录：\./no/such/model"):
        SentenceTransformerEncoder.open("./no/such/model")


def test_a_hub_name_that_is_not_cached_is_refused_without_the_network(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    with pytest.raises(EncoderUnavailable, match="本机没有句向量模型 yubei-tests/absent-model，且未允许联网下载"):
        SentenceTransformerEncoder.open("yubei-tests/absent-model")


def test_pickled_weights_are_refused(tiny_static_model: Path) -> None:
    (tiny_static_model / "model.safetensors").rename(tiny_static_model / "pytorch_model.bin")
    with pytest.raises(EncoderUnavailable, match=r"pytorch_model\.bin 不是 safetensors"):
        SentenceTransformerEncoder.open(str(tiny_static_model))


def test_modules_that_bring_code_are_refused(tiny_static_model: Path) -> None:
    modules = [{"idx": 0, "name": "0", "path": "", "type": "modeling_evil.Evil"}]
    (tiny_static_model / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(EncoderUnavailable, match=r"modeling_evil\.Evil"):
        SentenceTransformerEncoder.open(str(tiny_static_model))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"缺少 modules\.json"):
        SentenceTransformerEncoder.open(str(tmp_path))


def test_a_damaged_model_is_reported_in_chinese(tiny_static_model: Path) -> None:
    (tiny_static_model / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(EncoderUnavailable, match="无法加载"):
        SentenceTransformerEncoder.open(str(tiny_static_model))
