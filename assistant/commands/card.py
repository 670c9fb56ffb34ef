"""`yubei card`: draft an on-site disposal card from the base."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cards.drafter import CardRequest
from assistant.cards.export_docx import write_card
from assistant.cards.layout import DRAFT_NOTE, FIELD_TITLES, card_title, lines_by_field
from assistant.commands.ask import citation_line
from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from, warn_of
from assistant.json_forms import card_form
from assistant.records import Card
from assistant.wiring import open_workbench


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei card`."""
    parser.add_argument("request", nargs="?", default="", help="一句话需求，如“罐区操作工液氨泄漏处置卡”")
    parser.add_argument("--position", default="", help="岗位，如 罐区操作工")
    parser.add_argument("--hazard", default="", help="险情，如 液氨泄漏")
    parser.add_argument("--site", default="", help="场所，如 液氨罐区")
    parser.add_argument("--unit", default="", help="单位，如 临澜恒泰化工有限公司")
    parser.add_argument("--docx", type=Path, metavar="FILE", help="导出为 Word 文件")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Draft, print and, when asked for, export a card."""
    request = CardRequest(
        position=options.position, hazard=options.hazard, site=options.site, unit=options.unit, sentence=options.request
    )
    with open_workbench(settings_from(options)) as workbench:
        warn_of(workbench.kb)
        card = workbench.card_drafter.draft(request)
    if options.docx:
        write_card(card, options.docx)
    if options.json:
        print_json(card_form(card))
    else:
        print_card(card)
        if options.docx:
            say(f"已导出：{options.docx}")
    return 0


def print_card(card: Card) -> None:
    """Print a card field by field, then what the checks found."""
    say(f"{card_title(card)}（{DRAFT_NOTE}）")
    say(" ".join(part for part in (card.unit, card.site) if part))
    for field, lines in lines_by_field(card):
        say(f"【{FIELD_TITLES[field]}】")
        for line in lines:
            markers = "".join(f"[{marker}]" for marker in line.markers)
            say(f"  {line.text}{markers}{'（参考）' if line.reference_only else ''}")
    for citation in card.citations:
        say(citation_line(citation))
    for problem in card.problems:
        say(f"{'✕' if problem.blocking else '！'} {FIELD_TITLES[problem.field]}：{problem.message}（{problem.source}）")
