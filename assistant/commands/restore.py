"""`yubei restore`: put a backup into an empty data folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.commands.options import add_data_option, say, settings_from
from assistant.commands.progress_bar import ProgressBar
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.maintenance import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei restore`."""
    parser.add_argument("source", type=Path, metavar="DIR", help="备份文件夹")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Restore, then build the indexes from the catalogue."""
    settings = settings_from(options)
    with ProgressBar(enabled=sys.stderr.isatty()) as bar:
        made = restore(options.source, settings.data_path, bar.counter("恢复原文件", "个"))
    with (
        KnowledgeBase.open(settings, open_encoder(settings), writable=True, purpose="yubei restore") as base,
        ProgressBar(enabled=sys.stderr.isatty()) as bar,
    ):
        base.sync(bar.counter("整理索引", "项"))
    say(f"已恢复到 {settings.data_path}：文档 {made.document_count} 份（备份于 {made.created_at:%Y-%m-%d %H:%M}）。")
    return 0
