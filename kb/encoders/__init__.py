"""Sentence encoders: the shipped one, which needs no torch, and any sentence-transformers model."""

from __future__ import annotations

from kb.encoders.opening import SHIPPED_ENCODER_PATH, open_encoder, open_reranker

__all__ = ["SHIPPED_ENCODER_PATH", "open_encoder", "open_reranker"]
