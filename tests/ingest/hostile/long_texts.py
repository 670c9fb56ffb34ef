"""Texts that make a careless pattern or a nested loop take quadratic time, or worse."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, UNREAD, BadFile, bad_file

# Repeated to one long line, and line by line.
PIECES = {
    "ordinals": "第",
    "articles": "第一",
    "brackets": "（",
    "closed_brackets": "（一）",
    "square": "〔",
    "books": "《",
    "books_closed": "《a》",
    "quotes": "“",
    "bars": "|",
    "bar_cells": "| - ",
    "hashes": "#",
    "stars": "*",
    "stars_spaced": "* ",
    "underscores": "_a",
    "backticks": "`",
    "dashes": "-",
    "em_dashes": "—",
    "dots": "…",
    "leaders": "第一章 总则……",
    "dotted_numbers": "1.",
    "digits": "1",
    "phone": "0571-",
    "numerals": "一二三",
    "years": "2024年",
    "dates": "2024年1月",
    "file_numbers": "国办发〔2024〕",
    "spaces": " ",
    "wide_spaces": "\u3000",
    "tabs": "\t",
    "zero_width": "\u200b",
    "ampersands": "&amp",
    "angles": "<",
    "tags": "<b>",
    "comments": "<!--",
    "entities": "&#x1;",
    "links": "[a](",
    "commas": ",",
    "open_quotes": '"',
    "crosses": "×",
    "letters": "a",
    "words": "应急",
    "issuers": "人民政府办公厅关于",
    "notices": "关于印发的通知",
    "repeals": "同时废止《",
    "levels": "Ⅰ级",
    "combining": "e\u0301",
    "right_to_left": "\u202e甲",
    "returns": "\r",
    "separators": "\u2028",
    "surrogate_pairs": "𠀀",
    "marks": "、",
    "semicolons": "；（",
    "redactions": "X",
}
SIZE = 60_000  # characters


def long_texts(size: int = SIZE) -> Iterator[BadFile]:
    """Yield every piece repeated: as one line of .txt, .md, .html and .csv, and as many lines."""
    for name, piece in PIECES.items():
        line = (piece * (size // len(piece) + 1))[:size]
        body = f"临澜市防汛应急预案\n第一条 本预案的内容如下。\n{line}\n第二条 值班电话是公开的。\n"
        outcomes = (*STORED, *UNREAD)
        yield bad_file(f"{name}.txt", body, *outcomes)
        yield bad_file(f"{name}.md", body, *outcomes)
        lines = "\n".join(piece * 12 for _ in range(size // (12 * len(piece))))
        yield bad_file(f"{name}_lines.txt", body + lines, *outcomes)
    for name in ("tags", "comments", "entities", "angles", "ampersands", "bars", "brackets", "spaces"):
        line = (PIECES[name] * size)[:size]
        yield bad_file(
            f"{name}.html", f"<html><body><p>应急预案的内容</p><p>{line}</p></body></html>", *STORED, *UNREAD
        )
    for name in ("commas", "open_quotes", "tabs", "letters"):
        yield bad_file(f"{name}.csv", "姓名,电话\n甲,119\n" + (PIECES[name] * size)[:size], *STORED, *UNREAD)
