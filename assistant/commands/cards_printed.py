"""What `yubei cards` prints."""

from __future__ import annotations

from datetime import date, datetime

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.forms import change_form, kept_form, row_form, stale_form
from assistant.cards.life.keeping import CARD, kept_card, kept_cards
from assistant.cards.life.records import CardRow, KeptCard
from assistant.cards.life.states import printable, problem_text
from assistant.cards.printing.standing import STATE_ZH
from assistant.commands.ask import citation_line
from assistant.commands.options import print_json, say
from kb.catalog.product_records import ProductChange, StaleSource
from kb.knowledge_base import KnowledgeBase

ACTION_ZH = {
    "saved": "保存",
    "state": "状态",
    "review": "复审",
    "anchored": "来源更新",
    "stale": "来源变化",
    "restored": "来源恢复",
    "settled": "核对",
}
AUTOMATIC = "（入库时自动）"


def print_list(kb: KnowledgeBase, *, as_json: bool) -> None:
    """Print one line per kept card, those to be looked at first."""
    rows = kept_cards(kb)
    if as_json:
        print_json([row_form(one) for one in rows])
        return
    for row in rows:
        say(f"{row.product.product_id}  {row_text(row)}")
    if not rows:
        say("还没有保存的处置卡。用 yubei card … --keep --by 姓名 起草并保存。")
    flagged = sum(one.flagged for one in rows)
    if flagged:
        say(f"共 {len(rows)} 张，其中 {flagged} 张需要处理；来源变化的新旧条文用 yubei cards stale 查看。")


def row_text(row: CardRow) -> str:
    """Return a card of the list: state, title, what asks for attention."""
    product = row.product
    parts = [f"[{STATE_ZH[product.state]}] {product.title}", f"第 {product.version} 版"]
    if product.approved_version and product.approved_version != product.version:
        parts.append(f"在用第 {product.approved_version} 版")
    if product.review_on:
        parts.append(f"下次复审 {product.review_on.isoformat()}")
    if row.stale:
        parts.append(f"！{row.stale} 处来源有变化")
    if row.upcoming:
        parts.append(f"{row.upcoming} 处来源将有变化")
    if row.old_phones:
        parts.append(f"！{row.old_phones} 个电话超过 180 天未核验")
    if row.overdue:
        parts.append(f"！复审已超期 {row.days_overdue(date.today())} 天")
    return "  ".join(parts)


def print_one(kb: KnowledgeBase, product_id: str, version: int, *, as_json: bool) -> None:
    """Print a card line by line with the numbers by which lines are edited, and what stands against it."""
    kept = kept_card(kb, product_id, version)
    card = printable(kb, kept)
    if as_json:
        print_json(kept_form(kept, card))
        return
    say(f"{kept.product.title}  第 {kept.product.version} 版  {STATE_ZH[kept.product.state]}")
    say(" ".join(part for part in (card.unit, card.site) if part))
    for index, line in enumerate(card.lines):
        markers = "".join(f"[{marker}]" for marker in line.markers)
        say(f"  {index + 1:>2} 【{FIELD_TITLES[line.field]}】{line.text}{markers}{line_note(kept, index)}")
    for citation in card.citations:
        say(citation_line(citation))
    for problem in card.problems:
        say(f"{'✕' if problem.blocking else '！'} {problem_text(problem)}")


def line_note(kept: KeptCard, index: int) -> str:
    """Return what a line carries beside its words: who worded it, whether its source changed."""
    mark, parts = kept.mark_of(index), []
    if mark is not None and mark.rewritten:
        parts.append(
            f"人工改写：{mark.edited_by}" + (f"，{mark.confirmed_by}确认" if mark.confirmed_by else "，待确认")
        )
    elif mark is not None:
        parts.append(f"{mark.edited_by}改")
    if kept.stale_of(kept.card.lines[index]):
        parts.append("来源有变化")
    return f"（{'；'.join(parts)}）" if parts else ""


def print_stale(kb: KnowledgeBase, product_id: str, *, as_json: bool) -> None:
    """Print every changed source with the old and the new words, of one card or of all."""
    products = kb.catalog.products
    found = (*products.stale(CARD, product_id), *products.stale(CARD, product_id, upcoming=True))
    if as_json:
        print_json([stale_form(one) for one in found])
        return
    titles = {one.product_id: one.title for one in products.products(CARD)}
    for one in found:
        say(f"{one.product_id}  {titles[one.product_id]}  第 {one.version} 版  来源 [{one.ordinal + 1}]")
        say(stale_text(one))
    if not found:
        say("没有来源变化的处置卡。")


def stale_text(stale: StaleSource) -> str:
    """Return where and how a source changed, with the old and the new words."""
    path = " ".join(stale.source.heading_path)
    since = f"（自 {stale.since.isoformat()} 起）" if stale.since else ""
    if stale.how == "differs":
        other = " ".join(stale.new_text.split()) or "没有这一条"
        return "\n".join(
            (
                f"  《{stale.source.title}》{path}（两份同名同日期的文件写法不同，请核对）",
                f"  本卡依据：{' '.join(stale.old_text.split())}",
                f"  另一份写：{other}",
            )
        )
    gone = "新版中已没有这一条" if stale.new_document_id else "文档已不在库中或不再有效"
    return "\n".join(
        (
            f"  《{stale.source.title}》{path}{since}",
            f"  原：{' '.join(stale.old_text.split())}",
            f"  现：{' '.join(stale.new_text.split()) or gone}",
        )
    )


def print_history(kb: KnowledgeBase, product_id: str, *, as_json: bool) -> None:
    """Print every change of a card, oldest first."""
    kept_card(kb, product_id)
    changes = kb.catalog.products.history(product_id)
    if as_json:
        print_json([change_form(one) for one in changes])
        return
    for one in changes:
        say(history_text(one))


def history_text(change: ProductChange) -> str:
    """Return a line of the history."""
    what = ACTION_ZH.get(change.action, change.action)
    if change.action == "state":
        what = STATE_ZH[change.state]
    return f"{local(change.at)}  第 {change.version} 版  {what}  {change.by or AUTOMATIC}  {change.note}".rstrip()


def local(at: datetime) -> str:
    """Return a time of this place to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")
