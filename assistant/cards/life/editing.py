"""People edit a kept card line by line; every edit is a new version and a draft again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.citing import citation_at
from assistant.cards.life.keeping import kept_card, store
from assistant.cards.life.problems import acceptable, cited_by, mark_for, value_kinds
from assistant.cards.life.records import KeptCard, LineMark
from assistant.feedback.fixing import document_meant, place_of
from assistant.records import Card, CardField, CardLine, Citation
from kb.catalog.product_records import Product, ProductState, StaleSource
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

MAX_LINE = 300
MAX_WHY = 500


def edit_line(
    kb: KnowledgeBase,
    product_id: str,
    index: int,
    text: str,
    by: str,
    *,
    version: int = 0,
    document: str = "",
    quote: str = "",
) -> Product:
    """Give a line of a card other words, with its own sources or with words a person points at as its source.

    Words that stand in none of the line's sources are marked as rewritten; somebody has to answer for them by name
    before the card can be approved.

    Args:
        index: In `Card.lines`.
        by: Checked name.
        version: The version the person has seen.
        document, quote: Title or id of a document in force and words of it that become the line's source.

    Raises:
        InputRefused: There is no such card or line, a newer version came, or text or quote do not fit.
        DocumentNotFound: No document in force, or more than one, is meant.
    """
    kept = _editable(kb, product_id, version)
    line = _line(kept, index)
    said = checked_text(text)
    card, markers = kept.card, line.markers
    if quote.strip():
        card, marker = _with_citation(kb, card, document, quote)
        markers = (marker,)
    lines = list(card.lines)
    lines[index] = replace(line, text=said, markers=markers, blank=False)
    card = replace(card, lines=tuple(lines))
    marks = (*(one for one in kept.content.marks if one.line != index), mark_for(card, index, by))
    return _store(kb, kept, card, marks, by, f"改{_place(card, index)}：{_cut(line.text)} → {_cut(said)}")


def remove_line(kb: KnowledgeBase, product_id: str, index: int, by: str, *, version: int = 0) -> Product:
    """Take a line off a card.

    Raises:
        InputRefused: There is no such card or line, or a newer version came.
    """
    kept = _editable(kb, product_id, version)
    line = _line(kept, index)
    note = f"删{_place(kept.card, index)}：{_cut(line.text)}"
    card = replace(kept.card, lines=tuple(one for at, one in enumerate(kept.card.lines) if at != index))
    marks = tuple(replace(one, line=one.line - (one.line > index)) for one in kept.content.marks if one.line != index)
    return _store(kb, kept, card, marks, by, note)


def add_line(
    kb: KnowledgeBase,
    product_id: str,
    field: CardField,
    text: str,
    by: str,
    *,
    version: int = 0,
    document: str = "",
    quote: str = "",
) -> Product:
    """Add a line at the end of a field; without a source it counts as a person's own words, see `edit_line`."""
    kept = _editable(kb, product_id, version)
    said = checked_text(text)
    order = list(CardField)
    index = sum(order.index(one.field) <= order.index(field) for one in kept.card.lines)
    card, markers = kept.card, tuple[int, ...]()
    if quote.strip():
        card, marker = _with_citation(kb, card, document, quote)
        markers = (marker,)
    lines = list(card.lines)
    lines.insert(index, CardLine(field=field, text=said, markers=markers))
    card = replace(card, lines=tuple(lines))
    moved = tuple(replace(one, line=one.line + (one.line >= index)) for one in kept.content.marks)
    return _store(kb, kept, card, (*moved, mark_for(card, index, by)), by, f"加{_place(card, index)}：{_cut(said)}")


def confirm_lines(kb: KnowledgeBase, product_id: str, by: str, *, version: int = 0) -> Product:
    """Answer by name for every line of a card whose words are a person's own.

    Raises:
        InputRefused: There is none that waits for it, or one holds a value that none of its sources carries.
    """
    kept = _editable(kb, product_id, version)
    waiting = [one for one in kept.content.marks if one.rewritten and not one.confirmed_by]
    if not waiting:
        raise InputRefused("这张卡没有等待确认的人工改写。请刷新后查看。")
    for one in waiting:
        line = kept.card.lines[one.line]
        if kinds := value_kinds(line, cited_by(kept.card, line)):
            raise InputRefused(
                f"第 {one.line + 1} 行的{'、'.join(kinds)}不在所引来源中，不能署名确认：“{_cut(line.text)}”。"
                "请改回原文，或给出含有它的来源。"
            )
    marks = tuple(replace(one, confirmed_by=by) if one in waiting else one for one in kept.content.marks)
    return _store(kb, kept, kept.card, marks, by, f"确认 {len(waiting)} 行人工改写")


def accept_notes(kb: KnowledgeBase, product_id: str, by: str, why: str, *, version: int = 0) -> Product:
    """Settle what the drafter pointed out and where sources disagree: a person has looked and says why the card stands.

    That another document in force says it otherwise is settled in place, without a new version: no word changes.

    Raises:
        InputRefused: There is nothing to settle, or no reason is given.
    """
    kept = _editable(kb, product_id, version)
    settled = acceptable(kb, kept)
    differing = [one for one in kept.stale if one.how == "differs"]
    if not settled and not differing:
        raise InputRefused("这张卡没有待处理的起草提示。请刷新后查看。")
    reason = why.strip()
    if not reason or len(reason) > MAX_WHY:
        raise InputRefused(f"请写明核对结果（不超过 {MAX_WHY} 字），例如：已对照原文，本岗位只做这几步。")
    if differing:
        kb.catalog.products.keep_beside(
            product_id, by, f"核对另一份同名文件的 {len(differing)} 处不同写法，卡片不改：{reason}"
        )
    if not settled:
        return kb.catalog.products.product(product_id)
    told = "；".join(dict.fromkeys(one.message for one in settled))
    content = replace(kept.content, notes=(), accepted=(*kept.content.accepted, *settled))
    return store(kb, kept.product, content, by, f"核对起草提示（{_cut(told)}）：{reason}")


def adopt_clause(kb: KnowledgeBase, product_id: str, ordinal: int, by: str, *, version: int = 0) -> Product:
    """Take over the new words of a changed source: the citation moves to them, and the lines that quoted the old ones.

    Lines that said it in other words keep them; what they say that the new words do not carry is found by the checks.

    Raises:
        InputRefused: Nothing changed at this source, or the new version has no words for it.
    """
    kept = _editable(kb, product_id, version)
    stale = next((one for one in kept.stale if one.ordinal == ordinal), None)
    if stale is None or not stale.new_text:
        raise InputRefused("这处来源没有可以采用的新条文。请改写这一行，或删去。")
    marker = ordinal + 1
    fresh = citation_at(kb, stale.new_document_id, stale.new_start, stale.new_end, marker)
    citations = tuple(fresh if one.marker == marker else one for one in kept.card.citations)
    lines = tuple(_moved(line, stale) if marker in line.markers else line for line in kept.card.lines)
    card = replace(kept.card, lines=lines, citations=citations)
    changed = {at for at, (one, other) in enumerate(zip(lines, kept.card.lines, strict=True)) if one != other}
    marks = tuple(one for one in kept.content.marks if one.line not in changed)
    marks += tuple(one for at in sorted(changed) if (one := mark_for(card, at, by)).rewritten)
    note = f"按新条文改：{_cut(stale.old_text)} → {_cut(stale.new_text)}"
    product = _store(kb, kept, card, marks, by, note)
    if stale.how == "differs":  # now the former text is the one that differs
        kb.catalog.products.keep_beside(product_id, by, note, ordinal=ordinal)
    return product


def _moved(line: CardLine, stale: StaleSource) -> CardLine:
    """Return a line with the new words for the part of the old clause it quotes."""
    at = stale.old_text.find(line.text)
    if line.blank or at < 0:
        return line
    start, end = (
        _mapped(stale.old_text, stale.new_text, at),
        _mapped(stale.old_text, stale.new_text, at + len(line.text)),
    )
    text = stale.new_text[start:end].strip()
    return replace(line, text=text) if text else line


def _mapped(old: str, new: str, offset: int) -> int:
    """Return where an offset of the old text lies in the new one; inside changed words it goes to their end."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if offset < end or (offset == end and tag == "equal"):
            return new_start + (offset - start) if tag == "equal" else new_end
    return len(new)


def checked_text(text: str) -> str:
    """Return a line as it may stand on a card.

    Raises:
        InputRefused: It is empty or too long.
    """
    said = " ".join(text.split())
    if not said or len(said) > MAX_LINE:
        raise InputRefused(f"一行须为 1 到 {MAX_LINE} 个字，现在是 {len(said)} 个字。要去掉这一行请用删除。")
    return said


def _editable(kb: KnowledgeBase, product_id: str, version: int) -> KeptCard:
    kept = kept_card(kb, product_id)
    if version and version != kept.product.version:
        newest = kept.product.version
        raise InputRefused(f"这张卡在此期间有了第 {newest} 版（您看的是第 {version} 版）。请刷新后再改。")
    if kept.product.state is ProductState.WITHDRAWN:
        raise InputRefused("这张卡已停用，不能修改。请先恢复为草稿。")
    return kept


def _line(kept: KeptCard, index: int) -> CardLine:
    if not 0 <= index < len(kept.card.lines):
        raise InputRefused(f"这张卡没有第 {index + 1} 行（共 {len(kept.card.lines)} 行）。请刷新后再改。")
    return kept.card.lines[index]


def _with_citation(kb: KnowledgeBase, card: Card, document: str, quote: str) -> tuple[Card, int]:
    """Add the words a person points at to the citations of a card; return it with their marker."""
    summary = document_meant(document, kb.summaries())
    span = place_of(quote, kb.document(summary.document_id).text)
    known = next(
        (one for one in card.citations if _at(one) == (summary.document_id, span.start, span.end)),
        None,
    )
    if known is not None:
        return card, known.marker
    marker = len(card.citations) + 1
    fresh = citation_at(kb, summary.document_id, span.start, span.end, marker)
    return replace(card, citations=(*card.citations, fresh)), marker


def _at(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.start, citation.end


def _store(kb: KnowledgeBase, kept: KeptCard, card: Card, marks: Sequence[LineMark], by: str, note: str) -> Product:
    content = replace(kept.content, card=card, marks=tuple(sorted(marks, key=lambda one: one.line)))
    return store(kb, kept.product, content, by, note)


def _place(card: Card, index: int) -> str:
    return f"“{FIELD_TITLES[card.lines[index].field]}”第 {index + 1} 行"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"
