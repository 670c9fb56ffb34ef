"""`yubei trace`: why answers were given."""

from __future__ import annotations

import argparse

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.trace.forms import trace_form, trace_from
from assistant.trace.records import AnswerTrace
from assistant.trace.telling import lines_of, status_zh
from kb.catalog import Catalog
from kb.errors import InputRefused

SHOWN = 20
MOST = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei trace`."""
    parser.add_argument(
        "trace", nargs="?", metavar="ID", help="记录编号（网页“为什么这样答”里可以看到）；不给则列出最近的记录"
    )
    parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"列出最近几条（默认 {SHOWN}）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print one trace, or the newest.

    Raises:
        InputRefused: There is no such trace (any more), or the limit is out of range.
    """
    if not 1 <= options.limit <= MOST:
        raise InputRefused(f"--limit 应在 1 到 {MOST} 之间，现在是 {options.limit}。")
    with Catalog.open(settings_from(options).data_path, writable=False) as catalog:
        if options.trace is None:
            traces = [trace_from(row) for row in catalog.journal.traces(options.limit)]
            _list(traces, as_json=options.json)
            return 0
        row = catalog.journal.trace(options.trace.strip())
    if row is None:
        raise InputRefused(
            f"没有编号为 {options.trace} 的回答记录；记录只保存一段时间。用 yubei trace 查看最近的记录。"
        )
    if options.json:
        print_json(trace_form(trace_from(row)))
    else:
        for line in lines_of(trace_from(row)):
            say(line)
    return 0


def _list(traces: list[AnswerTrace], *, as_json: bool) -> None:
    if as_json:
        print_json([trace_form(one) for one in traces])
        return
    if not traces:
        say("还没有回答记录。网页上的每次回答都会记录，除非设置了 YUBEI_TRACE_DAYS=0。")
    for one in traces:
        say(f"{one.trace_id}  {one.at.astimezone():%Y-%m-%d %H:%M}  {status_zh(one.status)}  {one.question}")
