"""Check a base against its own rules; changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kb.catalog import Catalog, Originals
from kb.errors import DocumentNotFound
from kb.index_text import content_hash, index_texts
from kb.knowledge_base import KnowledgeBase
from kb.maintenance.records import Check, Progress
from kb.records import Document

SHOWN = 20  # problems of one kind that are named


def verify(base: KnowledgeBase, progress: Progress | None = None) -> list[Check]:
    """Check the catalogue, every document, every original and every index; healthy ones are listed too.

    Works on a base opened for reading. Raises nothing for what it finds, but a catalogue too damaged to be
    read raises StoreDamaged.
    """
    checks = _named("catalogue", base.catalog.damage(), "目录库完好")
    checks += _named("documents", list(_document_problems(base.catalog, progress)), "文档与条块完好")
    checks += _check_originals(base.catalog, base.stored_originals)
    checks += [
        Check(part=one.projection, healthy=one.healthy, message_zh=one.message_zh, repairable=not one.healthy)
        for one in base.projections.verify()
    ]
    return checks


def document_problems(document: Document) -> Iterator[str]:
    """Yield what is wrong with the chunks of a document, in Chinese; see `kb.records.Chunk` for the rules."""
    name = document.metadata.title or document.file_name
    covered = 0
    texts = index_texts(document.metadata.title, document.chunks)
    for position, (chunk, text) in enumerate(zip(document.chunks, texts, strict=True)):
        place = f"《{name}》第 {position + 1} 个条块"
        if chunk.ordinal != position:
            yield f"{place}的序号是 {chunk.ordinal}"
        if document.text[chunk.start : chunk.end] != chunk.text:
            yield f"{place}的文字与正文 {chunk.start}–{chunk.end} 不一致"
        if chunk.content_hash != content_hash(text):
            yield f"{place}的内容校验值不符"
        if chunk.start < covered:
            yield f"{place}与前一个重叠"
        elif document.text[covered : chunk.start].strip():
            yield f"{place}之前有 {chunk.start - covered} 个字不属于任何条块"
        covered = max(covered, chunk.end)
    if document.text[covered:].strip():
        yield f"《{name}》末尾有 {len(document.text) - covered} 个字不属于任何条块"


def _document_problems(catalog: Catalog, progress: Progress | None) -> Iterator[str]:
    document_ids = catalog.document_ids()
    for done, document_id in enumerate(document_ids, start=1):
        try:
            yield from document_problems(catalog.document(document_id))
        except DocumentNotFound:
            yield f"文档 {document_id} 读不出来"
        if progress:
            progress(done, len(document_ids))


def _check_originals(catalog: Catalog, originals: Originals) -> list[Check]:
    wanted, stored = catalog.originals_in_use(), set(originals.stored())
    problems = [f"原文件 {sha} 不见了" for sha in sorted(wanted - stored)]
    for sha in sorted(wanted & stored):
        if hashlib.sha256(originals.read(sha)).hexdigest() != sha:
            problems.append(f"原文件 {sha} 的内容已改变")
    checks = _named("originals", problems, f"原文件完好，共 {len(wanted)} 个")
    if surplus := len(stored - wanted):
        message = f"有 {surplus} 个原文件已没有文档使用，重建时会清除"
        checks.append(Check(part="originals", healthy=True, message_zh=message, repairable=True))
    return checks


def _named(part: str, problems: list[str], all_well: str) -> list[Check]:
    if not problems:
        return [Check(part=part, healthy=True, message_zh=all_well)]
    checks = [Check(part=part, healthy=False, message_zh=one) for one in problems[:SHOWN]]
    if len(problems) > SHOWN:
        checks.append(Check(part=part, healthy=False, message_zh=f"另有 {len(problems) - SHOWN} 个同类问题"))
    return checks
