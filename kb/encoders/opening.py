"""Choose the encoder that the settings name."""

from __future__ import annotations

from pathlib import Path

from kb.protocols import Embedder, Reranker
from kb.settings import SHIPPED_ENCODER, Settings

SHIPPED_ENCODER_PATH = Path(__file__).resolve().parent.parent / "models" / SHIPPED_ENCODER


def open_encoder(settings: Settings) -> Embedder:
    """Open the shipped encoder by its light path, and every other one with sentence-transformers.

    Raises:
        EncoderUnavailable: The model is missing, damaged, unsafe to load, or not a sentence encoder.
    """
    if settings.encoder == SHIPPED_ENCODER:
        from kb.encoders.static_encoder import StaticEncoder

        return StaticEncoder.open(SHIPPED_ENCODER_PATH)
    from kb.encoders.sentence_transformer_encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder.open(
        settings.encoder,
        query_prompt=settings.encoder_query_prompt,
        allow_download=settings.allow_download,
    )


def open_reranker(settings: Settings) -> Reranker | None:
    """Open the cross-encoder that the settings name, None when they name none.

    Raises:
        EncoderUnavailable: The folder is missing, damaged or unsafe to load.
    """
    if not settings.reranker:
        return None
    from kb.encoders.cross_encoder_reranker import CrossEncoderReranker

    return CrossEncoderReranker.open(Path(settings.reranker).expanduser())
