"""Settings from the environment and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.settings import SHIPPED_ENCODER, load_settings


def test_data_folder_is_absolute_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(data_path=Path("base")).data_path == tmp_path / "base"
    monkeypatch.setenv("YUBEI_DATA_PATH", "从环境/库")
    assert load_settings().data_path == tmp_path / "从环境" / "库"
    assert load_settings(data_path=Path("~/base")).data_path == Path.home() / "base"


def test_empty_variables_mean_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUBEI_ENCODER", "")
    monkeypatch.setenv("YUBEI_PORT", "")
    settings = load_settings()
    assert (settings.encoder, settings.port) == (SHIPPED_ENCODER, 7860)


def test_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUBEI_PORT", "9000")
    assert load_settings(port=8000).port == 8000
    assert load_settings(port=None).port == 9000


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("YUBEI_PORT", "abc", "应为整数"),
        ("YUBEI_PORT", "70000", "不能大于 65535"),
        ("YUBEI_WORKERS", "-1", "不能小于 0"),
        ("YUBEI_LLM_TOTAL_SECONDS", "0", "应大于 0"),
        ("YUBEI_LLM_TOTAL_SECONDS", "x", "应为数字"),
        ("YUBEI_ALLOW_DOWNLOAD", "也许", "应为 true 或 false"),
        ("YUBEI_VECTOR_SEARCH", "faiss", "auto|exact|chroma"),
    ],
)
def test_bad_value_is_named_with_the_variable_in_chinese(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    message = refusal.value.message_zh
    assert message.startswith(f"设置 {name} 的值 '{value}' 无效") and reason in message
