"""The JSON shape of a conflict: part of the stable interface of the command line."""

from __future__ import annotations

from assistant.disagreements import CONFLICT_ZH, Conflict


def conflict_form(conflict: Conflict) -> dict[str, object]:
    """Return a conflict as printed by `yubei ask --json` and `yubei conflicts --json`."""
    return {
        "kind": conflict.kind.value,
        "kind_zh": CONFLICT_ZH[conflict.kind],
        "note": conflict.note,
        "sides": [
            {
                "document_id": side.document_id,
                "document_title": side.document_title,
                "document_number": side.document_number,
                "source_uri": side.source_uri,
                "heading_path": list(side.heading_path),
                "value": side.value,
                "quote": side.quote,
                "start": side.start,
                "end": side.end,
                "ranks": list(side.ranks),
                "begins": side.begins.isoformat() if side.begins else None,
                "approved": side.approved,
            }
            for side in conflict.sides
        ],
    }
