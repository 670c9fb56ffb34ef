"""Read the training material: question-passage pairs, statutes and the taxonomy's aliases."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇]{1,9}条(?:之[一二三四五六七八九十]+)?(?=[\s　])")
_HEADING = re.compile(r"^#{2,6}\s+(?:第[一二三四五六七八九十百]+[编章节分篇]+\s*)?(.*)$")
_MIN_ARTICLE_CHARACTERS = 25
_MAX_TEXT_CHARACTERS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text and the text that should be found with it.

    Attributes:
        query: Shorter side; a question, a heading or a paraphrase.
        passage: Side to be found.
        source: File stem of the data set.
    """

    query: str
    passage: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a statute with the headings above it."""

    title: str
    heading: str
    text: str


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of every ``*.jsonl.gz`` file in name order."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Pair(
                    query=str(row["q"])[:_MAX_TEXT_CHARACTERS],
                    passage=str(row["pos"])[:_MAX_TEXT_CHARACTERS],
                    source=path.name.removesuffix(".jsonl.gz"),
                )


def read_statutes(folder: Path) -> Iterator[tuple[Article, ...]]:
    """Yield the articles of each Markdown statute, in path order; files without articles are left out."""
    for path in sorted(folder.rglob("*.md")):
        articles = tuple(_split_articles(path.read_text(encoding="utf-8", errors="replace"), path.stem))
        if len(articles) > 1:
            yield articles


def _split_articles(markdown: str, stem: str) -> Iterator[Article]:
    title, heading, lines = stem, "", list[str]()
    for line in markdown.splitlines():
        line = line.strip()
        if line.startswith("# "):
            title = line[2:].strip()
            continue
        matched = _HEADING.match(line)
        starts = matched is not None or _ARTICLE.match(line) is not None
        if starts and lines:
            yield from _article(title, heading, lines)
            lines = []
        if matched is not None:
            heading = matched.group(1).strip()
        elif line and (lines or _ARTICLE.match(line)):
            lines.append(line)
    yield from _article(title, heading, lines)


def _article(title: str, heading: str, lines: list[str]) -> Iterator[Article]:
    text = "".join(lines)[:_MAX_TEXT_CHARACTERS]
    if len(text) >= _MIN_ARTICLE_CHARACTERS:
        yield Article(title=title, heading=heading, text=text)


def read_taxonomy(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return groups of names for the same thing: the canonical name first, then aliases and colloquial names."""
    import yaml

    groups: list[tuple[str, ...]] = []

    def visit(node: Any) -> None:
        if isinstance(node, dict):
            if "canonical" in node:
                names = (node["canonical"], *node.get("aliases", ()), *node.get("colloquial", ()))
                groups.append(tuple(str(name) for name in names))
            for value in node.values():
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    visit(yaml.safe_load(path.read_text(encoding="utf-8")))
    return tuple(groups)


def read_plain_texts(folders: tuple[Path, ...]) -> Iterator[str]:
    """Yield the paragraphs of plain-text and Markdown documents, in path order."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in {".txt", ".md"} and path.is_file():
                yield from path.read_text(encoding="utf-8", errors="replace").splitlines()
