"""`yubei backup`: copy the base into a new folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.commands.options import add_data_option, say, settings_from
from assistant.commands.progress_bar import ProgressBar
from kb.maintenance import backup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei backup`."""
    parser.add_argument("target", type=Path, metavar="DIR", help="备份到这个新文件夹（不能已存在）")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Back up one committed state; the page and ingest may go on meanwhile."""
    with ProgressBar(enabled=sys.stderr.isatty()) as bar:
        made = backup(settings_from(options).data_path, options.target, bar.counter("复制原文件", "个"))
    say(f"已备份到 {options.target}：文档 {made.document_count} 份，原文件 {len(made.originals)} 个。")
    return 0
