"""Corrections by editors: kept across versions, refused when impossible, written into the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.catalog import Catalog
from kb.errors import DocumentNotFound, InputRefused
from kb.records import AsRead, DocumentStatus, Span
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


def test_a_correction_is_taken_back_to_what_was_read(catalog: Catalog) -> None:
    document = make_document("甲地防汛预案。", title="错标题", source_uri="a.txt")
    read = replace(document.metadata, issuer="甲局", sources=(("issuer", Span(start=0, end=2)),))
    document = replace(document, metadata=read)
    catalog.replace_documents([stored(document)])
    catalog.correct_metadata(document.document_id, "issuer", "乙局", "编辑甲")
    catalog.correct_metadata(document.document_id, "issuer", "丙局", "编辑乙")
    changed = catalog.document(document.document_id).metadata
    assert (changed.issuer, dict(changed.sources)) == ("丙局", {})
    assert changed.as_read == (AsRead(field="issuer", value='"甲局"', span=Span(start=0, end=2)),)
    made = catalog.corrections_made(document.document_id, "a.txt")
    assert [(one.field, one.lasting, one.editor) for one in made] == [("issuer", True, "编辑乙")]
    catalog.reset_metadata(document.document_id, "issuer", "编辑丙")
    assert catalog.document(document.document_id) == document
    assert catalog.corrections_made(document.document_id, "a.txt") == ()
    lines = [(one.actor, one.action, one.detail) for one in catalog.history(document.document_id)[:1]]
    assert lines == [("编辑丙", "reset", '{"field":"issuer","from":"丙局","to":"甲局"}')]


def test_what_was_not_corrected_cannot_be_taken_back(catalog: Catalog) -> None:
    document = make_document()
    catalog.replace_documents([stored(document)])
    with pytest.raises(InputRefused, match="没有人工更正"):
        catalog.reset_metadata(document.document_id, "issuer", "编辑甲")
    with pytest.raises(InputRefused, match="colour"):
        catalog.reset_metadata(document.document_id, "colour", "编辑甲")
    with pytest.raises(DocumentNotFound):
        catalog.reset_metadata("0" * 32, "issuer", "编辑甲")


def test_a_lasting_correction_keeps_what_the_next_version_says(catalog: Catalog) -> None:
    first = make_document("第一版", title="错标题", source_uri="a.txt")
    catalog.replace_documents([stored(first)])
    catalog.correct_metadata(first.document_id, "title", "对标题", "编辑甲")
    second = make_document("第二版", title="又错的标题", source_uri="a.txt")
    catalog.replace_documents([replace(stored(second), removes=(first.document_id,))])
    catalog.reset_metadata(second.document_id, "title", "编辑甲")
    assert catalog.document(second.document_id) == second


def test_standing_follows_a_correction_at_once(catalog: Catalog) -> None:
    old = make_document("旧版", title="临澜市防汛预案", source_uri="old.txt")
    new = make_document("新版", title="防汛预案（扫描件）", source_uri="new.txt")
    catalog.replace_documents([stored(old), stored(new)])
    catalog.correct_metadata(old.document_id, "issued_on", "2019-05-01", "编辑甲")
    catalog.correct_metadata(new.document_id, "issued_on", "2025-05-01", "编辑甲")
    day = date(2026, 1, 1)

    def standing() -> list[DocumentStatus]:
        return [one.standing for one in catalog.summaries(day)]

    assert standing() == [DocumentStatus.IN_FORCE, DocumentStatus.IN_FORCE]
    catalog.correct_metadata(new.document_id, "title", "临澜市防汛预案", "编辑甲")
    catalog.correct_metadata(old.document_id, "title", "临澜市防汛预案 ", "编辑甲")
    assert standing() == [DocumentStatus.SUPERSEDED, DocumentStatus.IN_FORCE]
    assert catalog.summaries(date(2020, 1, 1))[0].standing is DocumentStatus.IN_FORCE
    catalog.correct_metadata(old.document_id, "status", "draft", "编辑甲")
    assert standing()[0] is DocumentStatus.DRAFT
