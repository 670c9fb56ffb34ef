"""`yubei reindex`: new vectors with the encoder of the settings, and the indexes after them."""

from __future__ import annotations

import argparse
import sys

from assistant.commands.options import add_data_option, say, settings_from
from assistant.commands.progress_bar import ProgressBar
from kb.encoders import open_encoder
from kb.maintenance import reindex
from kb.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei reindex`."""
    parser.add_argument("--encoder", metavar="NAME", help="句向量模型：随附模型名，或本地目录，或已缓存的模型名")
    add_data_option(parser)


def run(options: argparse.Namespace) -> int:
    """Embed what has no vector of this encoder yet; interrupted, it goes on next time."""
    settings = settings_from(options, encoder=options.encoder)
    encoder = open_encoder(settings)
    with ProgressBar(enabled=sys.stderr.isatty()) as bar:
        embedded = reindex(settings, encoder, bar.counter("重建向量", "段"))
    say(f"已用句向量模型 {encoder.encoder_id} 重建：新算 {embedded} 段，索引已更新。")
    if options.encoder and options.encoder != load_settings().encoder:
        say(f"以后使用时请设置环境变量 YUBEI_ENCODER={options.encoder}，否则只能按词语查找。")
    return 0
