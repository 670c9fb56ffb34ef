"""The two-dimensional code on a card that leads to its source; the only importer of segno."""

from __future__ import annotations

import io
from urllib.parse import urlencode

from assistant.cards.layout import section_label
from assistant.cards.printing.standing import STATE_ZH, Standing
from assistant.records import Card, CardField, Citation

QUIET = 2  # modules of white around it; the page around is white as well
LONGEST = 200  # bytes; more modules cannot be read from a code of 17 mm


def code_content(card: Card, standing: Standing, page_url: str = "") -> str:
    """Return what the code says: a link to the clause on the page, or without a page the clause in words.

    A phone without a network reads the words as they are. "" for a card without a source.

    Args:
        page_url: Where the page is reached, e.g. http://yubei.example:7860; "" when nobody else reaches it.
    """
    source = main_source(card)
    if source is None:
        return ""
    if page_url:
        place = urlencode({"document": source.document_id, "start": source.start, "end": source.end})
        return f"{page_url.rstrip('/')}/?{place}"
    title = f"《{source.document_title}》{source.document_number}"
    clause = " ".join(source.heading_path[-1:])
    kept = f"卡号 {standing.card_id} 版本 {standing.version}" if standing.card_id else ""
    state = f"{STATE_ZH[standing.state]} {card.drafted_on.isoformat()}"
    text = "\n".join(part for part in (title, clause, kept, state) if part)
    return text.encode("utf-8")[:LONGEST].decode("utf-8", errors="ignore")


def main_source(card: Card) -> Citation | None:
    """Return the citation under the first step, else the first of the card."""
    by_marker = {citation.marker: citation for citation in card.citations}
    for field in (CardField.STEP, *CardField):
        for line in card.lines:
            found = [by_marker[marker] for marker in line.markers if marker in by_marker]
            if line.field is field and found:
                return found[0]
    return None


def code_caption(card: Card) -> str:
    """Return what stands under the code: which clause it leads to."""
    source = main_source(card)
    return f"来源 {section_label(source)}".strip() if source else ""


def code_svg(content: str) -> str:
    """Return the code as an SVG drawing that scales to any size; the same content gives the same drawing."""
    return _written(content, "svg", xmldecl=False, nl=False).decode("utf-8")


def code_png(content: str) -> bytes:
    """Return the code as a picture for Word."""
    return _written(content, "png", scale=8)


def _written(content: str, kind: str, **options: object) -> bytes:
    import segno

    out = io.BytesIO()
    segno.make(content, error="m", micro=False, encoding="utf-8").save(out, kind=kind, border=QUIET, **options)
    return out.getvalue()
