from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.model_folder import write_manifest
from kb.encoders.static_encoder import StaticEncoder, map_tensors
from kb.errors import EncoderUnavailable


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder.open(SHIPPED_ENCODER_PATH)


def test_vectors_are_the_normalised_weighted_sum_of_token_rows(tiny_static_model: Path) -> None:
    encoder = StaticEncoder.open(tiny_static_model)
    vectors = encoder.embed_passages(["着火", "火灾", "着火火灾", "着火，Ａ！"])
    expected = np.array([[0.6, 0.8], [0, 1], [3, 14], [130, 4]], np.float32)
    np.testing.assert_allclose(vectors, expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-6)


def test_texts_without_tokens_are_zero_and_keep_their_place(encoder: StaticEncoder) -> None:
    vectors = encoder.embed_passages(["", "着火", " \n，。😀", "火灾"])
    assert np.linalg.norm(vectors, axis=1).round(5).tolist() == [0.0, 1.0, 0.0, 1.0]
    assert encoder.embed_passages(["", "。"]).tolist() == np.zeros((2, encoder.dimension)).tolist()


def test_a_vector_does_not_depend_on_its_batch(encoder: StaticEncoder) -> None:
    texts = [f"第{number}组负责现场警戒和人员疏散，电话由指挥部公布" for number in range(1500)]
    together = encoder.embed_passages(texts)
    alone = np.concatenate([encoder.embed_passages([texts[number]]) for number in (0, 63, 64, 1023, 1024, 1499)])
    np.testing.assert_allclose(together[[0, 63, 64, 1023, 1024, 1499]], alone, atol=1e-6)


def test_full_width_and_upper_case_do_not_change_the_vector(encoder: StaticEncoder) -> None:
    plain, wide = encoder.embed_queries(["gb/t 29639-2020 ii级响应", "ＧＢ／Ｔ　２９６３９－２０２０ Ⅱ级响应"])
    np.testing.assert_allclose(plain, wide, atol=1e-6)


def test_lone_surrogates_are_read_as_unknown_characters(encoder: StaticEncoder) -> None:
    broken, clean = encoder.embed_queries(["\ud800着火了怎么办", "着火了怎么办"])
    np.testing.assert_allclose(broken, clean, atol=1e-6)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "着火了先干什么",
            "发生火灾时，现场人员应当立即报警并组织初期扑救",
            "建设单位应当在三十日内申请办理房屋产权登记",
        ),
        ("煤气漏了怎么办", "发现燃气泄漏，应立即关闭阀门，开窗通风，严禁开关电器", "参保人员按月缴纳基本养老保险费"),
        ("有人溺水怎么救", "发现落水者，先抛救生圈，上岸后检查呼吸并进行心肺复苏", "招标人应当公开发布招标公告"),
        ("谁来批准二级响应", "Ⅱ级响应由副总指挥批准启动", "学校应当按照课程标准开展教学"),
    ],
)
def test_meaning_brings_texts_together(encoder: StaticEncoder, question: str, right: str, wrong: str) -> None:
    query = encoder.embed_queries([question])[0]
    found = encoder.embed_passages([right, wrong]) @ query
    assert found[0] > found[1] + 0.1


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_changed_file_is_refused(model_copy: Path, name: str) -> None:
    path = model_copy / name
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    with pytest.raises(EncoderUnavailable, match=f"校验不符.*{name}"):
        StaticEncoder.open(model_copy)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_named(model_copy: Path, name: str) -> None:
    (model_copy / name).unlink()
    with pytest.raises(EncoderUnavailable, match=name):
        StaticEncoder.open(model_copy)


def test_a_manifest_that_is_no_manifest_is_refused(model_copy: Path) -> None:
    (model_copy / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(EncoderUnavailable, match="模型清单无法读取"):
        StaticEncoder.open(model_copy)


def test_rows_that_do_not_fit_the_vocabulary_are_refused(tiny_static_model: Path) -> None:
    tokenizer = json.loads((tiny_static_model / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"].append(["水", -4.0])
    (tiny_static_model / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    write_manifest(tiny_static_model)
    with pytest.raises(EncoderUnavailable, match="行数不一致"):
        StaticEncoder.open(tiny_static_model)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 7, struct.pack("<Q", 1 << 60), struct.pack("<Q", 2) + b"[]" + b"x"],
    ids=["empty", "short", "huge header", "no table"],
)
def test_a_broken_weights_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(EncoderUnavailable, match="模型权重无法读取"):
        map_tensors(path)


def test_a_tensor_outside_the_file_is_refused(tmp_path: Path) -> None:
    header = json.dumps({"embeddings": {"dtype": "I8", "shape": [9, 9], "data_offsets": [0, 81]}}).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(header)) + header + b"short")
    with pytest.raises(EncoderUnavailable, match="outside the file"):
        map_tensors(path)


def test_the_light_path_loads_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys\n"
        "from kb.encoders import open_encoder\n"
        "from kb.settings import Settings\n"
        "open_encoder(Settings()).embed_queries(['着火'])\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'huggingface_hub'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_folder_holds_no_pickle_and_stays_small() -> None:
    files = [path for path in SHIPPED_ENCODER_PATH.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".safetensors", ".json", ".md"}
    assert sum(path.stat().st_size for path in files) <= 20_000_000


def test_every_file_of_the_folder_is_in_the_manifest() -> None:
    listed = json.loads((SHIPPED_ENCODER_PATH / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    present = {
        path.relative_to(SHIPPED_ENCODER_PATH).as_posix() for path in SHIPPED_ENCODER_PATH.rglob("*") if path.is_file()
    }
    assert set(listed) == present - {"manifest.json"}
