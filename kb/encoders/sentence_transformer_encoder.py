"""Any sentence-transformers model as an Embedder (the only import of sentence_transformers).

Models come from a local folder or from the local Hugging Face cache. Weights must be safetensors, and code
that ships with a model is never run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kb.encoders.model_folder import file_sha256
from kb.errors import EncoderUnavailable
from kb.protocols import FloatMatrix

_OFFLINE_VARIABLES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_UNSAFE_WEIGHTS = ("pytorch_model*.bin", "*.pkl", "*.pickle", "*.pt", "*.pth", "*.ckpt")
# What is fetched when downloads are allowed: no pickled weights, no code.
_DOWNLOADED = ("*.json", "*.txt", "*.model", "*.safetensors")
_TRUSTED_MODULES = "sentence_transformers."
_TEXTS_AT_ONCE = 64


class SentenceTransformerEncoder:
    """Embedder over a loaded ``SentenceTransformer``; open it with `open`."""

    def __init__(self, model: Any, *, encoder_id: str, query_prompt: str, passage_prompt: str) -> None:
        self._model = model  # Any: the vendor's class stays inside this file
        self._encoder_id = encoder_id
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._dimension = int(model.get_embedding_dimension())

    @classmethod
    def open(
        cls, name: str, *, query_prompt: str = "", passage_prompt: str = "", allow_download: bool = False
    ) -> SentenceTransformerEncoder:
        """Load a model on the processor.

        Args:
            name: A folder, or a hub name such as ``BAAI/bge-small-zh-v1.5`` that is already cached.
            query_prompt, passage_prompt: Put before every text; "" takes the prompts of the model's own config.
            allow_download: Fetch a hub name that is not cached; the network is never used otherwise.

        Raises:
            EncoderUnavailable: The model is missing, has unsafe weights or foreign code, or cannot be loaded.
        """
        if not allow_download:
            os.environ.update(dict.fromkeys(_OFFLINE_VARIABLES, "1"))
        folder = _find_folder(name, allow_download=allow_download)
        _refuse_unsafe(folder)
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            disable_progress_bar()  # it would draw "Loading weights" into whatever reads our standard error
            model = SentenceTransformer(
                str(folder),
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # the loader raises whatever the model's modules raise
            raise EncoderUnavailable(
                f"句向量模型 {name} 无法加载：{error}。请检查模型目录是否完整，或改用随附模型。"
            ) from error
        passage_prompt = passage_prompt or _own_prompt(model, "document", "passage")
        return cls(
            model,
            encoder_id=f"{Path(name).name}@{_fingerprint(folder, passage_prompt)}",
            query_prompt=query_prompt or _own_prompt(model, "query"),
            passage_prompt=passage_prompt,
        )

    @property
    def encoder_id(self) -> str:
        """Last part of the name as set, and a digest of the weights and of the passage prompt."""
        return self._encoder_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def embed_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Embed questions with the query prompt before each."""
        return self._embed(texts, self._query_prompt)

    def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Embed passages with the passage prompt before each."""
        return self._embed(texts, self._passage_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> FloatMatrix:
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        cleaned = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        vectors = self._model.encode(
            cleaned,
            prompt=prompt,  # never None: the model's default prompt would go before passages too
            batch_size=_TEXTS_AT_ONCE,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_cross_encoder(folder: Path) -> Any:
    """Return a sentence-transformers CrossEncoder from a local folder, on the processor, never from the network.

    Raises:
        EncoderUnavailable: The folder is missing, has unsafe weights or foreign code, or cannot be loaded.
    """
    if not (folder / "config.json").is_file():
        raise EncoderUnavailable(f"目录 {folder} 里没有重排序模型（缺少 config.json）。请检查设置 YUBEI_RERANKER。")
    _refuse_unsafe(folder)
    os.environ.update(dict.fromkeys(_OFFLINE_VARIABLES, "1"))
    try:
        from sentence_transformers import CrossEncoder
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        return CrossEncoder(
            str(folder),
            device="cpu",
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:  # the loader raises whatever the model's modules raise
        raise EncoderUnavailable(
            f"重排序模型 {folder} 无法加载：{error}。请检查模型目录是否完整，或清空设置 YUBEI_RERANKER。"
        ) from error


def _own_prompt(model: Any, *names: str) -> str:
    """Return the first of these prompts that the model brings, "" when it brings none."""
    prompts = getattr(model, "prompts", None) or {}
    return next((str(prompts[name]) for name in names if prompts.get(name)), "")


def _find_folder(name: str, *, allow_download: bool) -> Path:
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1:
        raise EncoderUnavailable(f"找不到句向量模型目录：{name}。请检查设置 YUBEI_ENCODER。")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=not allow_download, allow_patterns=list(_DOWNLOADED)))
    except Exception as error:  # hub, network and name errors alike mean: no such model here
        raise EncoderUnavailable(
            f"本机没有句向量模型 {name}，且{'下载失败' if allow_download else '未允许联网下载'}。"
            "请先把模型放到本地目录并把 YUBEI_ENCODER 设为该目录，或改用随附模型。"
        ) from error


def _refuse_unsafe(folder: Path) -> None:
    """Refuse pickled weights without safetensors beside them, and modules from outside sentence-transformers."""
    for module in _modules(folder):
        kind = str(module.get("type", ""))
        if not kind.startswith(_TRUSTED_MODULES):
            raise EncoderUnavailable(f"句向量模型 {folder} 要求运行自带代码（{kind}），已拒绝。请换用标准模型。")
        part = folder / str(module.get("path", ""))
        pickled = [path for pattern in _UNSAFE_WEIGHTS for path in part.glob(pattern)]
        if pickled and not any(part.glob("*.safetensors")):
            raise EncoderUnavailable(
                f"模型权重 {pickled[0]} 不是 safetensors 格式，可能含有可执行内容，已拒绝加载。"
                "请换用 safetensors 格式的模型。"
            )


def _modules(folder: Path) -> list[dict[str, Any]]:
    path = folder / "modules.json"
    if not path.is_file():  # a plain transformer: one module in the folder itself
        if not (folder / "config.json").is_file():
            raise EncoderUnavailable(f"目录 {folder} 里没有句向量模型（缺少 modules.json 和 config.json）。")
        return [{"path": "", "type": f"{_TRUSTED_MODULES}models.Transformer"}]
    try:
        modules = json.loads(path.read_text(encoding="utf-8"))
        return [dict(module) for module in modules]
    except (OSError, ValueError, TypeError) as error:
        raise EncoderUnavailable(f"模型目录 {folder} 的 modules.json 无法读取：{error}。") from error


def _fingerprint(folder: Path, passage_prompt: str) -> str:
    digest = hashlib.sha256(passage_prompt.encode("utf-8"))
    for pattern in ("*.safetensors", "tokenizer.json", "modules.json"):
        for path in sorted(folder.rglob(pattern)):
            digest.update(path.relative_to(folder).as_posix().encode("utf-8"))
            digest.update(file_sha256(path).encode("ascii"))
    return digest.hexdigest()[:12]
