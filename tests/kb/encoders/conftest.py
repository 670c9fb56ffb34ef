"""Models small enough to be made during the tests."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from kb.encoders import SHIPPED_ENCODER_PATH
from kb.encoders.model_folder import write_manifest


@pytest.fixture
def model_copy(tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may damage."""
    return Path(shutil.copytree(SHIPPED_ENCODER_PATH, tmp_path / SHIPPED_ENCODER_PATH.name))


@pytest.fixture
def tiny_static_model(tmp_path: Path) -> Path:
    """A static model of three pieces, whose vectors can be worked out by hand."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder = tmp_path / "tiny-static"
    folder.mkdir()
    pieces = [("[UNK]", 0.0), ("着火", -2.0), ("火灾", -2.0), ("a", -3.0)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    rows = np.array([[0, 0], [3, 4], [0, 5], [127, 0]], np.int8)
    save_file({"embeddings": rows, "weights": np.array([1, 1, 2, 1], np.float32)}, folder / "model.safetensors")
    modules = json.loads((SHIPPED_ENCODER_PATH / "modules.json").read_text(encoding="utf-8"))
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    shutil.copytree(SHIPPED_ENCODER_PATH / "1_Normalize", folder / "1_Normalize")
    write_manifest(folder)
    return folder
