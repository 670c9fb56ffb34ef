"""`yubei stats`: what the base holds."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict

from assistant.commands.options import add_data_option, add_json_option, print_json, say, settings_from
from assistant.wiring import open_workbench
from kb.records import STATUS_ZH, DocumentSummary
from kb.taxonomy import default_taxonomy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `yubei stats`."""
    add_data_option(parser)
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print counts, or with --json also the list of documents."""
    with open_workbench(settings_from(options)) as workbench:
        statistics = asdict(workbench.kb.statistics())
        summaries = workbench.kb.summaries()
    if options.json:
        print_json({"statistics": statistics, "documents": [document_form(summary) for summary in summaries]})
        return 0
    for name, value in statistics.items():
        say(f"{name}：{value}")
    types = {doc_type.type_id: doc_type.name for doc_type in default_taxonomy().doc_types}
    by_type = Counter(types.get(summary.metadata.doc_type, "未识别类型") for summary in summaries)
    by_standing = Counter(STATUS_ZH[summary.standing] for summary in summaries)
    say("按类型：" + "，".join(f"{name} {count}" for name, count in by_type.most_common()))
    say("按状态：" + "，".join(f"{name} {count}" for name, count in by_standing.most_common()))
    return 0


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
