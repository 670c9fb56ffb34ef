"""`yubei stats`: what the base holds."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.commands.verify import PART_ZH
from assistant.wiring import open_workbench
from kb.catalog.records import Statistics
from kb.records import STATUS_ZH, DocumentSummary
from kb.taxonomy import default_taxonomy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei stats`."""
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print counts, or with --json also the list of documents."""
    with open_workbench(settings_from(options)) as workbench:
        statistics = workbench.kb.statistics()
        summaries = workbench.kb.summaries()
    if options.json:
        print_json({"statistics": asdict(statistics), "documents": [document_form(summary) for summary in summaries]})
        return 0
    for line in size_lines(statistics):
        say(line)
    types = {doc_type.type_id: doc_type.name for doc_type in default_taxonomy().doc_types}
    by_type = Counter(types.get(summary.metadata.doc_type, "未识别类型") for summary in summaries)
    by_standing = Counter(STATUS_ZH[summary.standing] for summary in summaries)
    if not summaries:
        return 0
    say("按类型：" + "，".join(f"{name} {count}" for name, count in by_type.most_common()))
    say("按状态：" + "，".join(f"{name} {count}" for name, count in by_standing.most_common()))
    return 0


def size_lines(size: Statistics) -> list[str]:
    """Return the size of the base, one line per figure."""
    vectors = "，".join(f"{encoder} {count:,} 个" for encoder, count in size.vector_counts)
    behind = {name: size.last_outbox_seq - applied for name, applied in size.applied_seqs}
    indexes = "，".join(
        f"{PART_ZH.get(name, name)}{f'待更新 {left:,} 项' if left else '已是最新'}" for name, left in behind.items()
    )
    return [
        f"文档：{size.document_count:,} 份",
        f"章节：{size.section_count:,} 个，段落：{size.chunk_count:,} 个，文字：{size.character_count:,} 字",
        f"向量：{vectors or '无'}",
        f"索引：{indexes or '尚未建立'}",
        f"数据库：{size.byte_count / (1 << 20):.1f} MB",
    ]


def document_form(summary: DocumentSummary) -> dict[str, object]:
    """Return one document as JSON."""
    metadata = summary.metadata
    days = {name: getattr(metadata, name) for name in ("issued_on", "effective_on", "revised_on", "expires_on")}
    return {
        "document_id": summary.document_id,
        "title": metadata.title,
        "source_uri": summary.source_uri,
        "doc_type": metadata.doc_type,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "hazards": list(metadata.hazards),
        "region": metadata.region,
        "level": metadata.level,
        "standing": summary.standing.value,
        "superseded_by": summary.superseded_by,
        "approved": summary.approved,
        "characters": summary.character_count,
        "chunks": summary.chunk_count,
        "warnings": list(summary.warnings),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
