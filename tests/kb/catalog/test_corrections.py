"""Corrections by editors: kept across versions, refused when impossible, written into the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.catalog import Catalog
from kb.errors import InputRefused
from tests.builders import HashingEncoder, make_document, stored

ENCODER = HashingEncoder(16)


def test_corrections_survive_a_new_version_from_the_same_source(catalog: Catalog) -> None:
    document = make_document("第一版", title="错标题", source_uri="a.txt")
    catalog.replace_documents([stored(document)])
    catalog.correct_metadata(document.document_id, "title", "对标题", "编辑甲")
    catalog.correct_metadata(document.document_id, "hazards", ["flood"], "编辑甲")
    catalog.correct_metadata(document.document_id, "effective_on", "2026-05-01", "编辑甲")
    corrected = catalog.document(document.document_id)
    assert (corrected.metadata.title, corrected.metadata.hazards) == ("对标题", ("flood",))
    assert corrected.metadata.effective_on == date(2026, 5, 1)
    next_version = make_document("第二版", title="错标题", source_uri="a.txt")
    catalog.replace_documents([replace(stored(next_version), removes=(document.document_id,))])
    kept = catalog.document(next_version.document_id)
    assert (kept.metadata.title, kept.metadata.hazards) == ("对标题", ("flood",))
    assert kept.metadata.effective_on is None
    assert kept == catalog.corrected(next_version)


def test_a_corrected_title_renews_what_is_indexed(catalog: Catalog) -> None:
    document = make_document("甲。\n乙。", title="旧题")
    retitled = make_document("甲。\n乙。", title="新题", source_uri=document.source_uri)
    catalog.replace_documents([stored(document, ENCODER)])
    with pytest.raises(ValueError, match="no vector"):
        catalog.correct_metadata(document.document_id, "title", "新题", "编辑甲")
    assert catalog.document(document.document_id) == document
    catalog.correct_metadata(document.document_id, "title", "新题", "编辑甲", vectors=stored(retitled, ENCODER).vectors)
    assert catalog.document(document.document_id).chunks == retitled.chunks
    assert [row.index_text for row in catalog.chunk_rows(document.document_id)] == ["新题\n甲。", "新题\n乙。"]
    assert catalog.known_vectors([one.content_hash for one in document.chunks], ENCODER.encoder_id) == set()
    assert catalog.damage() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sources", ()),
        ("colour", "red"),
        ("title", " "),
        ("issued_on", "五月"),
        ("status", "great"),
        ("hazards", "flood"),
    ],
)
def test_impossible_corrections_are_refused(catalog: Catalog, field: str, value: object) -> None:
    document = make_document()
    catalog.replace_documents([stored(document)])
    with pytest.raises(InputRefused):
        catalog.correct_metadata(document.document_id, field, value, "编辑甲")
    assert catalog.document(document.document_id) == document


def test_the_audit_says_who_did_what(catalog: Catalog) -> None:
    document = replace(make_document(source_uri="a.txt"), approved=False)
    catalog.replace_documents([stored(document)], actor="上传者")
    catalog.approve(document.document_id, "编辑乙")
    catalog.correct_metadata(document.document_id, "region", "临澜市", "编辑乙")
    catalog.remove_document(document.document_id, actor="编辑丙")
    lines = [(one.actor, one.action, one.detail) for one in catalog.audit_entries()]
    assert lines == [
        ("编辑丙", "remove", ""),
        ("编辑乙", "correct", '{"field":"region","from":"","to":"临澜市"}'),
        ("编辑乙", "approve", ""),
        ("上传者", "store", "a.txt"),
    ]
