"""Answers worded by a language model and checked by code; on any doubt the extractive answer stands."""

from assistant.answering.generation.generator import Draft, Generator

__all__ = ["Draft", "Generator"]
