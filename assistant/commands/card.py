"""`yubei card`: draft an on-site disposal card, or one for every position of a plan, and print it in any shape."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cards.drafter import CardRequest
from assistant.cards.layout import FIELD_TITLES, card_title, lines_by_field
from assistant.cards.life.keeping import keep_card, kept_card
from assistant.cards.life.states import printable, standing_of
from assistant.cards.printing.shapes import Shape
from assistant.cards.printing.standing import NOT_KEPT, STATE_NOTE, Standing
from assistant.cards.sample_template import write_sample_template
from assistant.commands.ask import citation_line
from assistant.commands.card_files import export, printing_form, wanted_files
from assistant.commands.card_set import draft_all
from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from, warn, warn_of
from assistant.corrections import checked_editor
from assistant.json_forms import card_form
from assistant.records import Card
from assistant.wiring import Workbench, open_workbench
from kb.errors import InputRefused

SHAPE_NAMES = "a6 双面卡、a4 岗位看板、pocket 口袋卡"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei card`."""
    parser.add_argument("request", nargs="?", default="", help="一句话需求，如“罐区操作工液氨泄漏处置卡”")
    parser.add_argument("--position", default="", help="岗位，如 罐区操作工")
    parser.add_argument("--hazard", default="", help="险情，如 液氨泄漏")
    parser.add_argument("--site", default="", help="场所，如 液氨罐区")
    parser.add_argument("--unit", default="", help="单位，如 临澜恒泰化工有限公司")
    parser.add_argument("--card", default="", metavar="ID", help="不起草，打印已保存的卡")
    parser.add_argument("--all", default="", metavar="DOCUMENT", help="为一份现场处置方案的全部岗位成套编卡")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="成套编卡的文件夹；写成 .zip 则打成一个压缩包")
    parser.add_argument("--shape", type=Shape, choices=list(Shape), default=Shape.A6, help=f"版式：{SHAPE_NAMES}")
    parser.add_argument("--docx", nargs="?", const="", metavar="FILE", help="导出为 Word 文件；成套时不写文件名")
    parser.add_argument("--pdf", nargs="?", const="", metavar="FILE", help="导出为 PDF 文件；成套时不写文件名")
    parser.add_argument("--template", type=Path, metavar="FILE", help="用本单位的 Word 模板填写 --docx 的文件")
    parser.add_argument("--sample-template", type=Path, metavar="FILE", help="生成一份样例模板，供修改")
    parser.add_argument("--keep", action="store_true", help="把起草的卡保存到知识库（再次起草为新版本）")
    parser.add_argument("--by", default="", metavar="NAME", help="保存人姓名，与 --keep 同用")
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Draft or open, keep, print and export as asked."""
    if options.sample_template:
        write_sample_template(options.sample_template)
        say(f"样例模板：{options.sample_template}")
        return 0
    by = checked_editor(options.by) if options.keep else ""
    with open_workbench(settings_from(options), writable=options.keep, purpose="yubei card --keep") as workbench:
        warn_of(workbench.kb)
        return draft_all(workbench, options, by) if options.all else print_one(workbench, options, by)


def print_one(workbench: Workbench, options: argparse.Namespace, by: str) -> int:
    """Draft or open one card, write its files and print it."""
    wanted = wanted_files(options)
    card, standing = opened(workbench, options.card) if options.card else (drafted(workbench, options), NOT_KEPT)
    if by:
        product = keep_card(workbench.kb, card, by)
        card, standing = opened(workbench, product.product_id)
    files = export(card, standing, wanted, workbench.settings.page_url)
    if options.json:
        print_json({**card_form(card), **printing_form(card, standing, files, workbench.settings.page_url)})
    else:
        print_card(card, standing)
    for file in files:
        if file.note:
            warn(file.note)
        if not options.json:
            say(f"已导出：{file.path}（{file.sides} 面）" if file.sides else f"已导出：{file.path}")
    return 0


def drafted(workbench: Workbench, options: argparse.Namespace) -> Card:
    """Return the card that the options ask for."""
    return workbench.card_drafter.draft(
        CardRequest(
            position=options.position,
            hazard=options.hazard,
            site=options.site,
            unit=options.unit,
            sentence=options.request,
        )
    )


def opened(workbench: Workbench, card_id: str) -> tuple[Card, Standing]:
    """Return a kept card as it stands today, and how far it is.

    Raises:
        InputRefused: There is no such card.
    """
    if not card_id.strip():
        raise InputRefused("没有给出卡号。卡号见 yubei cards。")
    kept = kept_card(workbench.kb, card_id)
    return printable(workbench.kb, kept), standing_of(workbench.kb, kept)


def print_card(card: Card, standing: Standing) -> None:
    """Print a card field by field, then what the checks found."""
    say(f"{card_title(card)}（{STATE_NOTE[standing.state]}）")
    say(" ".join(part for part in (card.unit, card.site) if part))
    if standing.card_id:
        say(f"卡号 {standing.card_id}　版本 {standing.version}")
    for field, lines in lines_by_field(card):
        say(f"【{FIELD_TITLES[field]}】")
        for line in lines:
            markers = "".join(f"[{marker}]" for marker in line.markers)
            say(f"  {line.text}{markers}{'（参考）' if line.reference_only else ''}")
    for citation in card.citations:
        say(citation_line(citation))
    for problem in card.problems:
        say(f"{'✕' if problem.blocking else '！'} {FIELD_TITLES[problem.field]}：{problem.message}（{problem.source}）")
