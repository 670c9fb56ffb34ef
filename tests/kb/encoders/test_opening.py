from __future__ import annotations

from pathlib import Path

from kb.encoders import SHIPPED_ENCODER_PATH, open_encoder
from kb.encoders.sentence_transformer_encoder import SentenceTransformerEncoder
from kb.encoders.static_encoder import StaticEncoder
from kb.settings import Settings


def test_the_default_setting_opens_the_shipped_model_by_its_light_path() -> None:
    encoder = open_encoder(Settings())
    assert isinstance(encoder, StaticEncoder)
    assert encoder.dimension == 256
    assert encoder.encoder_id.startswith("yubei-static-zh@")


def test_a_folder_opens_with_sentence_transformers_and_the_query_prompt(tiny_static_model: Path) -> None:
    encoder = open_encoder(Settings(encoder=str(tiny_static_model), encoder_query_prompt="火灾"))
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.embed_queries([""]).round(5).tolist() == [[0.0, 1.0]]


def test_the_shipped_model_by_its_path_gives_the_same_dimension() -> None:
    assert open_encoder(Settings(encoder=str(SHIPPED_ENCODER_PATH))).dimension == 256
