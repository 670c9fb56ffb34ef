"""`yubei cards`: kept disposal cards; list, show, edit, review, approve, withdraw, history, changed sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.editing import (
    accept_notes,
    add_line,
    adopt_clause,
    confirm_lines,
    edit_line,
    remove_line,
)
from assistant.cards.life.states import (
    approve_card,
    back_to_draft,
    next_review,
    renew_card,
    review_card,
    withdraw_card,
)
from assistant.cards.printing.standing import STATE_ZH
from assistant.commands.cards_printed import print_history, print_list, print_one, print_stale
from assistant.commands.options import add_data_option, add_json_option, parse_day, say, settings_from
from assistant.corrections import checked_editor
from assistant.records import CardField
from assistant.wiring import Workbench, open_workbench
from kb.catalog.product_records import Product
from kb.errors import InputRefused

READING = {"list": "列出", "show": "查看一张", "history": "经过", "stale": "来源有变化的，新旧条文"}
WRITING = {
    "edit": "改一行",
    "remove": "删一行",
    "add": "加一行",
    "adopt": "采用变化后的新条文",
    "confirm": "确认人工改写",
    "accept": "核对起草提示、来源的不同写法",
    "review": "审核",
    "approve": "签发",
    "renew": "复审通过",
    "draft": "退回或恢复为草稿",
    "withdraw": "停用",
}
FIELDS = {title.removeprefix("✕ "): field for field, title in FIELD_TITLES.items()}
Change = Callable[[Workbench, argparse.Namespace, str], tuple[Product, tuple[str, ...]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei cards`."""
    named = "；".join(f"{name} {meaning}" for name, meaning in {**READING, **WRITING}.items())
    parser.add_argument("action", nargs="?", default="list", choices=[*READING, *WRITING], metavar="ACTION", help=named)
    parser.add_argument("card", nargs="?", default="", metavar="ID", help="处置卡编号，见 yubei cards")
    parser.add_argument("--by", default="", metavar="NAME", help="经办人姓名（改动时必填）")
    parser.add_argument("--note", default="", metavar="TEXT", help="意见或原因")
    parser.add_argument("--version", type=int, default=0, metavar="N", help="看哪一版；改动时为您看到的版本")
    parser.add_argument("--line", type=int, default=0, metavar="N", help="第几行，见 yubei cards show")
    parser.add_argument("--text", default="", help="这一行的新文字")
    parser.add_argument("--field", choices=sorted(FIELDS), metavar="FIELD", help="加到哪一栏：" + "、".join(FIELDS))
    parser.add_argument("--document", default="", help="新来源：现行有效文档的编号或完整标题")
    parser.add_argument("--quote", default="", metavar="TEXT", help="新来源中的原文字句，须一字不差")
    parser.add_argument("--source", type=int, default=0, metavar="N", help="采用哪一处来源的新条文，即 [N] 的编号")
    parser.add_argument("--review-on", type=parse_day, metavar="DATE", help="下次复审日期（默认按设置的间隔）")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show or change.

    Raises:
        InputRefused: Something is missing or does not fit; nothing was changed.
    """
    writing = options.action in WRITING
    if options.action not in ("list", "stale") and not options.card:
        raise InputRefused("请给出处置卡编号。编号用 yubei cards 查看。")
    by = checked_editor(options.by) if writing else ""
    with open_workbench(settings_from(options), writable=writing, purpose="yubei cards") as workbench:
        if not writing:
            _show(workbench, options)
            return 0
        product, advice = CHANGES[options.action](workbench, options, by)
    say(f"“{product.title}”（{product.product_id}）：第 {product.version} 版，{STATE_ZH[product.state]}。")
    for line in advice:
        say(f"提示：{line}")
    return 0


def _show(workbench: Workbench, options: argparse.Namespace) -> None:
    kb, as_json = workbench.kb, options.json
    if options.action == "list":
        print_list(kb, as_json=as_json)
    elif options.action == "stale":
        print_stale(kb, options.card, as_json=as_json)
    elif options.action == "show":
        print_one(kb, options.card, options.version, as_json=as_json)
    else:
        print_history(kb, options.card, as_json=as_json)


def _edit(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    cited = {"version": options.version, "document": options.document, "quote": options.quote}
    return edit_line(workbench.kb, options.card, _index(options), options.text, by, **cited), ()


def _add(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    if not options.field:
        raise InputRefused(f"请用 --field 说明加到哪一栏：{'、'.join(FIELDS)}。")
    field: CardField = FIELDS[options.field]
    cited = {"version": options.version, "document": options.document, "quote": options.quote}
    return add_line(workbench.kb, options.card, field, options.text, by, **cited), ()


def _remove(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return remove_line(workbench.kb, options.card, _index(options), by, version=options.version), ()


def _adopt(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    if options.source < 1:
        raise InputRefused("请用 --source 说明采用哪一处来源的新条文，编号见 yubei cards stale。")
    return adopt_clause(workbench.kb, options.card, options.source - 1, by, version=options.version), ()


def _confirm(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return confirm_lines(workbench.kb, options.card, by, version=options.version), ()


def _accept(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return accept_notes(workbench.kb, options.card, by, options.note, version=options.version), ()


def _review(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return review_card(workbench.kb, options.card, by, options.note, version=options.version)


def _approve(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    due = options.review_on or next_review(workbench.settings.card_review_days)
    return approve_card(workbench.kb, options.card, by, options.note, review_on=due, version=options.version)


def _renew(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    due = options.review_on or next_review(workbench.settings.card_review_days)
    return renew_card(workbench.kb, options.card, by, options.note, review_on=due), ()


def _draft(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return back_to_draft(workbench.kb, options.card, by, options.note, version=options.version), ()


def _withdraw(workbench: Workbench, options: argparse.Namespace, by: str) -> tuple[Product, tuple[str, ...]]:
    return withdraw_card(workbench.kb, options.card, by, options.note, version=options.version), ()


def _index(options: argparse.Namespace) -> int:
    """Return the index of the line that is meant.

    Raises:
        InputRefused: None was given.
    """
    if options.line < 1:
        raise InputRefused("请用 --line 说明第几行，行号见 yubei cards show。")
    return int(options.line) - 1


CHANGES: dict[str, Change] = {
    "edit": _edit,
    "remove": _remove,
    "add": _add,
    "adopt": _adopt,
    "confirm": _confirm,
    "accept": _accept,
    "review": _review,
    "approve": _approve,
    "renew": _renew,
    "draft": _draft,
    "withdraw": _withdraw,
}
