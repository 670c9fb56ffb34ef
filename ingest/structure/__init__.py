"""From parsed blocks to the stored text and its section tree."""

from __future__ import annotations

from ingest.records import ParsedFile
from ingest.structure.cleanup import clean_blocks
from ingest.structure.layout import lay_out
from ingest.structure.outline import find_sections
from ingest.structure.records import OutlineSection, StructuredText, TableLayout
from ingest.structure.titles import title_line_count

__all__ = ["OutlineSection", "StructuredText", "TableLayout", "build"]

_WRITTEN_AS_TEXT = frozenset({"text/plain", "text/markdown", "text/html"})


def build(parsed: ParsedFile) -> StructuredText:
    """Return the stored text of a parsed file and the tree of its sections.

    The text is the cleaned blocks joined with line ends; a table gives one line per row, cells joined
    by " | ", header rows first. The text is empty when the file holds none.
    """
    layout = lay_out(clean_blocks(parsed.blocks, written_as_text=parsed.media_type in _WRITTEN_AS_TEXT))
    return StructuredText(
        text=layout.text,
        pages=layout.pages,
        sections=find_sections(layout),
        tables=layout.tables,
        title_line_count=title_line_count(layout.lines, layout.levels),
        recognised=layout.recognised,
    )
