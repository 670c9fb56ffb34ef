"""`yubei search`: passages with their scores."""

from __future__ import annotations

import argparse

from assistant.commands.filters import doc_type_ids, hazard_ids, level_ids
from assistant.commands.options import (
    add_as_of_option,
    add_data_option,
    add_json_option,
    print_json,
    say,
    settings_from,
    warn_of,
)
from assistant.json_forms import evidence_form
from assistant.wiring import open_workbench
from kb.errors import InputRefused
from kb.records import STATUS_ZH, DocumentStatus, Filters

MAX_TOP_K = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei search`."""
    parser.add_argument("words", help="检索词或问题")
    parser.add_argument("--top-k", type=int, default=10, metavar="N", help="返回条数（默认 10）")
    parser.add_argument(
        "--doc-type", action="append", default=[], metavar="类型", help="只查这种文档类型，如 专项应急预案（可多次）"
    )
    parser.add_argument(
        "--hazard", action="append", default=[], metavar="灾种", help="只查这个灾种，如 森林火灾（可多次）"
    )
    parser.add_argument("--region", default="", metavar="地区", help="只查这个地区")
    parser.add_argument("--level", action="append", default=[], metavar="层级", help="只查这一层级（可多次）")
    parser.add_argument(
        "--status", action="append", choices=[status.value for status in DocumentStatus], help="文档状态"
    )
    add_as_of_option(parser)
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the best passages, best first."""
    if not 1 <= options.top_k <= MAX_TOP_K:
        raise InputRefused(f"--top-k 应在 1 到 {MAX_TOP_K} 之间，当前为 {options.top_k}。")
    filters = Filters(
        doc_types=doc_type_ids(options.doc_type),
        hazards=hazard_ids(options.hazard),
        region=options.region,
        levels=level_ids(options.level),
        as_of=options.as_of,
        standings=tuple(DocumentStatus(value) for value in options.status) if options.status else Filters().standings,
    )
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        found = workbench.kb.search(workbench.kb.understand(options.words), filters, options.top_k)
    if options.json:
        print_json([evidence_form(evidence) for evidence in found])
        return 0
    for evidence in found:
        path = " › ".join(evidence.chunk.heading_path)
        standing = STATUS_ZH[evidence.document.standing] + ("" if evidence.document.approved else "；未审核")
        say(f"{evidence.rank}. {evidence.score:.3f}《{evidence.document.metadata.title}》（{standing}）{path}")
        say("   " + evidence.chunk.text[:160].replace("\n", " "))
        if evidence.same_text_in:
            say("   另见于" + "、".join(f"《{title}》" for title in evidence.same_text_in))
    if not found:
        say("没有找到相关段落。")
    return 0
