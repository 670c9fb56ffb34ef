"""Pictures of the sides of a card, and the tables of a set of cards, as HTML."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from assistant.cards.batch.gaps import ALL_FILLED, GAP_HEADER, gap_rows, gaps_of, matrix_header, matrix_rows
from assistant.records import Card
from assistant.ui import strings_card_print as words
from assistant.ui.rendering.markup import escape, table
from assistant.ui.rendering.source_html import hint_html


def preview_html(pictures: Sequence[bytes], shape: str, said: str) -> str:
    """Return the sides as they print, each under its number; `said` stands above them."""
    figures = "".join(
        f'<figure><img alt="{escape(side)}" src="data:image/png;base64,{base64.b64encode(picture).decode("ascii")}">'
        f"<figcaption>{escape(side)}</figcaption></figure>"
        for number, picture in enumerate(pictures, start=1)
        for side in [words.PREVIEW_SIDE.format(number=number, count=len(pictures))]
    )
    return f'{hint_html(said)}<div class="card-sides {escape(shape)}">{figures}</div>'


def set_html(cards: Sequence[Card], title: str, notes: Sequence[str]) -> str:
    """Return what a set of cards lacks: one row for each gap, then one for each card."""
    gaps = gaps_of(cards)
    done = hint_html(words.SET_DONE.format(title=title, count=len(cards), gaps=len(gaps)))
    listed = _table(GAP_HEADER, gap_rows(gaps), "gaps") if gaps else hint_html(ALL_FILLED)
    matrix = _table(matrix_header(), matrix_rows(cards), "matrix")
    folded = f"<details><summary>{escape(words.SET_MATRIX)}</summary>{matrix}</details>"
    said = "".join(hint_html(note) for note in notes)
    return f"{done}{said}<h3>{escape(words.SET_GAPS)}</h3>{listed}{folded}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], css: str) -> str:
    return table(header, [[escape(cell) for cell in row] for row in rows], css=css)
