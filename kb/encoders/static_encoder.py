"""The shipped encoder without torch: the mean of token vectors, computed with numpy.

A token's vector is an int8 row times its own scale, so its length is a learned weight. The same folder is
an ordinary sentence-transformers model (StaticEmbedding, Normalize) and gives the same vectors there.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.encoders.model_folder import checked_digests
from kb.errors import EncoderUnavailable
from kb.protocols import FloatMatrix

_WEIGHTS_NAME = "model.safetensors"
_TOKENIZER_NAME = "tokenizer.json"
_DTYPES: dict[str, np.dtype[Any]] = {"I8": np.dtype("int8"), "F32": np.dtype("<f4")}
_MAX_HEADER_BYTES = 1 << 20
_TEXTS_AT_ONCE = 1024
# Texts pooled by one matrix product. Neighbouring texts share words, so a product of token counts and the
# distinct rows does less work than adding up one row per token: measured 10 times faster than reduceat.
_TEXTS_PER_PRODUCT = 64
_UNKNOWN = 0  # the first piece of the vocabulary
_LIMIT_GUARD = threading.Lock()


class StaticEncoder:
    """Embedder over a folder with ``model.safetensors``, ``tokenizer.json`` and their manifest."""

    def __init__(self, *, encoder_id: str, tokenizer: Any, rows: NDArray[np.int8], scales: NDArray[np.float32]) -> None:
        self._encoder_id = encoder_id
        self._tokenizer = tokenizer  # Any: tokenizers ships no type information for its Rust classes
        self._rows = rows
        self._scales = scales

    @classmethod
    def open(cls, folder: Path) -> StaticEncoder:
        """Check the folder against its manifest and map the weights into memory.

        Raises:
            EncoderUnavailable: A file is missing, changed, or not in the expected layout.
        """
        digests = checked_digests(folder, (_WEIGHTS_NAME, _TOKENIZER_NAME))
        from tokenizers import Tokenizer

        tensors = map_tensors(folder / _WEIGHTS_NAME)
        try:
            rows, scales = tensors["embeddings"], np.array(tensors["weights"])
            tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER_NAME))
        except Exception as error:  # tokenizers raises plain Exception
            raise EncoderUnavailable(f"模型目录格式不对：{folder}（{error}）。请重新安装 yubei。") from error
        if rows.ndim != 2 or len(rows) != len(scales) or len(rows) != tokenizer.get_vocab_size():
            raise EncoderUnavailable(f"模型目录 {folder} 的词表与权重行数不一致。请重新安装 yubei。")
        fingerprint = digests[_WEIGHTS_NAME][:8] + digests[_TOKENIZER_NAME][:4]
        return cls(encoder_id=f"{folder.name}@{fingerprint}", tokenizer=tokenizer, rows=rows, scales=scales)

    @property
    def encoder_id(self) -> str:
        """Folder name and the first digits of the digests of weights and tokenizer."""
        return self._encoder_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def embed_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Embed questions; the model treats them like passages."""
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Embed passages; what stands beside a text in the batch changes its vector by rounding only (about 1e-7)."""
        return self._embed(texts)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text in order, unknown pieces left out."""
        return [[token_id for token_id in ids if token_id != _UNKNOWN] for ids in self._token_ids(texts)]

    def token_rows(self, token_ids: NDArray[np.int64]) -> FloatMatrix:
        """Return shape (len(token_ids), dimension): the weighted vectors that a text's direction is the sum of."""
        rows: FloatMatrix = self._rows[token_ids].astype(np.float32) * self._scales[token_ids][:, None]
        return rows

    @property
    def vocabulary_size(self) -> int:
        """Number of tokens."""
        return len(self._scales)

    def pieces(self, token_ids: Sequence[int]) -> list[str]:
        """Return the text of each token."""
        return [str(self._tokenizer.id_to_token(token_id)) for token_id in token_ids]

    def _embed(self, texts: Sequence[str]) -> FloatMatrix:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            token_ids = self._token_ids(texts[start : start + _TEXTS_AT_ONCE])
            with one_thread():
                for first in range(0, len(token_ids), _TEXTS_PER_PRODUCT):
                    part = token_ids[first : first + _TEXTS_PER_PRODUCT]
                    vectors[start + first : start + first + len(part)] = self._sum_rows(part)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def _token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        try:
            encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        except (TypeError, UnicodeError):  # a lone surrogate, as file names and broken decoders leave them
            cleaned = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
            encoded = self._tokenizer.encode_batch_fast(cleaned, add_special_tokens=False)
        return [encoding.ids for encoding in encoded]

    def _sum_rows(self, token_ids: list[list[int]]) -> FloatMatrix:
        lengths = [len(ids) for ids in token_ids]
        flat = np.array([token_id for ids in token_ids for token_id in ids], np.int64)
        distinct, column = np.unique(flat, return_inverse=True)
        cell = np.repeat(np.arange(len(lengths)) * len(distinct), lengths) + column
        scales = self._scales[flat]
        counts = np.bincount(cell, weights=scales, minlength=len(lengths) * len(distinct)).astype(np.float32)
        product: FloatMatrix = counts.reshape(len(lengths), -1) @ self._rows[distinct].astype(np.float32)
        return product


@cache
def _linear_algebra() -> Any:  # threadpoolctl.ThreadpoolController
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep matrix products in this thread.

    These are small; sharing one between threads costs more than it gains, and while the parser processes
    use every core the threads only wait for each other: measured 10 to 20 times slower.
    """
    with _LIMIT_GUARD, _linear_algebra().limit(limits=1, user_api="blas"):  # the limit is that of the whole process
        yield


def map_tensors(path: Path) -> dict[str, NDArray[Any]]:
    """Map the tensors of a safetensors file read-only, without copying them.

    Raises:
        EncoderUnavailable: The header is broken, or a tensor has an unexpected type or lies outside the file.
    """
    try:
        with path.open("rb") as stream:
            (header_bytes,) = struct.unpack("<Q", stream.read(8))
            header = json.loads(stream.read(min(header_bytes, _MAX_HEADER_BYTES)))
        contents = np.memmap(path, np.uint8, mode="r", offset=8 + header_bytes)
        return {name: _view(contents, entry) for name, entry in header.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise EncoderUnavailable(f"模型权重无法读取：{path}（{error}）。请重新安装 yubei。") from error


def _view(contents: NDArray[np.uint8], entry: dict[str, Any]) -> NDArray[Any]:
    start, end = entry["data_offsets"]
    if not 0 <= start <= end <= len(contents):
        raise ValueError(f"tensor outside the file: {start}-{end}")
    return np.asarray(contents[start:end].view(_DTYPES[entry["dtype"]]).reshape(entry["shape"]))
