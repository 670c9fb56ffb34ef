"""`yubei verify`: check the catalogue, every document, every original and every index; repair on request."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.commands.progress_bar import ProgressBar
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.maintenance import Check, rebuild, verify

PART_ZH = {
    "catalogue": "目录库",
    "documents": "文档",
    "originals": "原文件",
    "lexical": "词索引",
    "vectors": "向量索引",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei verify`."""
    parser.add_argument("--repair", action="store_true", help="重建有问题的索引，清除无用的原文件")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Check; exit code 1 when something is wrong that was not put right."""
    settings = settings_from(options)
    purpose = "yubei verify --repair"
    with KnowledgeBase.open(settings, open_encoder(settings), writable=options.repair, purpose=purpose) as base:
        checks = checked(base)
        repaired = options.repair and any(check.repairable for check in checks)
        if repaired:
            with ProgressBar(enabled=sys.stderr.isatty()) as bar:
                rebuild(base, progress=bar.counter("重建索引", "段"))
            checks = checked(base)
    if options.json:
        print_json({"healthy": all_well(checks), "repaired": repaired, "checks": [asdict(check) for check in checks]})
    else:
        report(checks, repaired=repaired)
    return 0 if all_well(checks) else 1


def checked(base: KnowledgeBase) -> list[Check]:
    """Check the base with a progress bar."""
    with ProgressBar(enabled=sys.stderr.isatty()) as bar:
        return verify(base, bar.counter("核查文档", "份"))


def all_well(checks: Sequence[Check]) -> bool:
    """Tell whether every check passed."""
    return all(check.healthy for check in checks)


def report(checks: Sequence[Check], *, repaired: bool) -> None:
    """Print one line per check and what to do about the bad ones."""
    for check in checks:
        say(f"{'✓' if check.healthy else '✕'} {PART_ZH.get(check.part, check.part)}：{check.message_zh}")
    if repaired:
        say("索引已重建。")
    bad = [check for check in checks if not check.healthy]
    if any(check.repairable for check in bad):
        say("可用 yubei verify --repair 重建有问题的索引；检索不受影响。")
    if any(not check.repairable for check in bad):
        say("目录库或原文件有损坏：请用 yubei restore 从备份恢复，或重新入库相应文件。")
