"""True sentences with their evidence, cut from documents: what the guard benchmark changes and rewords."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.decoding import decode
from ingest.parsers import docx, html
from ingest.records import Block

_SENTENCE = re.compile(r"[^。；\n]{14,130}[。；]?")
_NO_SENTENCE = re.compile(r"^[\s|#>*-]|\|.*\||[“”]|目\s*录|\.{4}|…|\t|[XＸ×]{2}|[（(][^）)]*$|^[^（(]*[）)]")
_ITEM_SIGN = re.compile(
    r"^\s*(?:[#*>\s-]*)(?:\d+(?:\.\d+)*[.、)]?\s+|\d{1,2}[.、)）]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|[①-⑳]|第[一二三四五六七八九十百]+条\s)\s*"
)
_AROUND = 2  # paragraphs on each side that are evidence too
_LONGEST_PARAGRAPH = 700
_LAWS = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueSentence:
    """A sentence of a document with the paragraphs around it.

    Attributes:
        document: File name; the split into halves goes by it.
        follower: The next sentence of the same paragraph, "" when there is none.
    """

    document: str
    text: str
    follower: str
    evidence: tuple[str, ...]

    @property
    def is_test(self) -> bool:
        """Tell whether it belongs to the half that is not looked at while tuning."""
        return hashlib.sha256(self.document.encode()).digest()[0] % 2 == 1


def document_files(project: Path, shared: Path) -> list[Path]:
    """Return the files to read: the project's corpora, and of the shared ones those that are text."""
    own = [
        path for path in sorted((project / "corpora").rglob("*")) if path.suffix in {".md", ".txt", ".docx", ".html"}
    ]
    texts = [
        path for name in ("plans", "reports", "warnings") for path in sorted((shared / "corpora" / name).glob("*"))
    ]
    laws = sorted(
        (shared / "corpora" / "laws").rglob("*.md"), key=lambda path: hashlib.sha256(path.name.encode()).digest()
    )
    return (
        own
        + [path for path in texts if path.suffix in {".md", ".txt"}]
        + [p for p in laws if "_" not in p.name][:_LAWS]
    )


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a file in order."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        return _block_texts(docx.parse(data, path.name).blocks)
    if path.suffix == ".html":
        return _block_texts(html.parse(data, path.name).blocks)
    return [line.strip() for line in decode(data).text.split("\n") if line.strip()]


def _block_texts(blocks: Sequence[Block]) -> list[str]:
    return [
        text for block in blocks for text in ([" | ".join(row) for row in block.rows] if block.rows else [block.text])
    ]


def sentences_of(path: Path) -> Iterator[TrueSentence]:
    """Yield the full sentences of a file with their evidence."""
    paragraphs = paragraphs_of(path)
    for place, paragraph in enumerate(paragraphs):
        if len(paragraph) > _LONGEST_PARAGRAPH or _NO_SENTENCE.search(paragraph):
            continue
        evidence = tuple(
            text[:_LONGEST_PARAGRAPH] for text in paragraphs[max(0, place - _AROUND) : place + _AROUND + 1]
        )
        found = [match.group() for match in _SENTENCE.finditer(_ITEM_SIGN.sub("", paragraph))]
        for number, text in enumerate(found):
            if text[-1] in "。；" and text.rstrip("。；") in paragraph:
                follower = found[number + 1] if number + 1 < len(found) else ""
                yield TrueSentence(document=path.name, text=text, follower=follower, evidence=evidence)


def all_sentences(project: Path, shared: Path, per_document: int = 60) -> list[TrueSentence]:
    """Return at most so many sentences of each document, drawn in a fixed order."""
    chosen: list[TrueSentence] = []
    for path in document_files(project, shared):
        found = list(sentences_of(path))
        random.Random(path.name).shuffle(found)
        chosen += found[:per_document]
    return chosen
