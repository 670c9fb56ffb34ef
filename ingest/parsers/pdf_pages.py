"""Pages whose lines are known without their places (recognised pages, OFD): running heads off, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parsers.glyphs import join_scattered_glyphs
from ingest.parsers.pdf_lines import Line
from ingest.parsers.pdf_paragraphs import to_blocks
from ingest.parsers.pdf_running import remove_running
from ingest.records import Block

# Between ideographs these show a font without a Unicode map: kana, presentation forms, stray currency and number signs.
_STRAY = re.compile(
    r"[\u3041-\u30ff\uff66-\uff9f\ufe30-\ufe4f\uff04\uffe5\u00a4\u2488-\u249b\u3220-\u3243\ue000-\uf8ff\ufffd]"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_MIN_GARBLED_SHARE = 0.02


def is_garbled(lines: Sequence[str]) -> bool:
    """Tell whether the text layer of a page maps glyphs to wrong characters."""
    text = "".join(lines)
    stray = len(_STRAY.findall(text))
    ideographs = len(_IDEOGRAPH.findall(text))
    if stray < 5:
        return False
    return stray > (ideographs + stray) * _MIN_GARBLED_SHARE


def remove_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Remove page numbers and lines repeated at the edges of many pages."""
    kept = remove_running([[Line(text=text) for text in lines] for lines in pages])
    return [[line.text for line in lines] for lines in kept]


def join_pages(pages: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    """Join the lines of all pages to paragraphs; a paragraph knows its page and where in it later pages begin."""
    repaired = [join_scattered_glyphs(lines) for lines in pages]
    return to_blocks([[Line(text=text) for text in lines] for lines in repaired])
