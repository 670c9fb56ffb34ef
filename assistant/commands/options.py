"""Options that several commands share."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kb.settings import Settings, load_settings

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase

# File names and texts may hold what steers a terminal; line ends and tabs are ours.
CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Add --data."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据目录（默认见 YUBEI_DATA_PATH）")


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def add_as_of_option(parser: argparse.ArgumentParser) -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of", type=parse_day, metavar="DATE", help="以哪一天的现行有效文本为准，如 2020-01-01（默认今天）"
    )


def parse_day(text: str) -> date:
    """Parse an ISO date for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"日期 {text!r} 无效，请写成 2024-11-01 这样的形式") from error


def settings_from(options: argparse.Namespace, **overrides: object) -> Settings:
    """Return the settings with the command line's --data on top."""
    return load_settings(data_path=getattr(options, "data", None), **overrides)


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Write one JSON value and a line end to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Write one line to standard error, where it disturbs no pipe."""
    sys.stderr.write(text.translate(CONTROLS) + "\n")
    sys.stderr.flush()


def warn_of(base: KnowledgeBase) -> None:
    """Say what is limited in this opening of a base, and when there is nothing in it."""
    for warning in base.warnings:
        warn(warning)
    if not base.summaries():
        warn("知识库里还没有文档。请先用 yubei ingest 文件或文件夹 入库。")


def say(text: str = "") -> None:
    """Write one line to standard output."""
    sys.stdout.write(text.translate(CONTROLS) + "\n")
    sys.stdout.flush()
