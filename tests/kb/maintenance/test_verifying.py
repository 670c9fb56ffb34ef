"""Verify finds what is broken and says so; a healthy base passes."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.maintenance import Check, verify
from kb.maintenance.verifying import document_problems
from kb.settings import Settings
from tests.builders import HashingEncoder, make_document
from tests.kb.maintenance.conftest import DOCUMENTS


def problems(checks: list[Check]) -> list[tuple[str, str]]:
    return [(one.part, one.message_zh) for one in checks if not one.healthy]


def test_a_healthy_base_passes_every_check(indexed_base: KnowledgeBase) -> None:
    seen: list[tuple[int, int]] = []
    checks = verify(indexed_base, lambda done, total: seen.append((done, total)))
    assert problems(checks) == []
    assert {one.part for one in checks} == {"catalogue", "documents", "originals", "lexical", "vectors"}
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("damage", "part", "words"),
    [
        ("UPDATE chunks SET text = '改过的文字' WHERE chunk_no = 2", "documents", "不一致"),
        ("UPDATE chunks SET content_hash = 'ff' WHERE chunk_no = 2", "documents", "校验值不符"),
        ("UPDATE chunks SET content_hash = 'ff' WHERE chunk_no = 2", "catalogue", "没有句向量"),
        ("DELETE FROM chunks WHERE chunk_no = 2", "documents", "不属于任何条块"),
        ("DELETE FROM chunks WHERE chunk_no = 2", "catalogue", "条块数与登记的不符"),
        ("DELETE FROM vectors WHERE vector_no = 1", "catalogue", "条块没有句向量"),
        ("UPDATE vectors SET vector = x'00' WHERE vector_no = 1", "catalogue", "长度与维数不符"),
        ("INSERT INTO vectors VALUES (99, 1, 'ee', zeroblob(256))", "catalogue", "句向量没有条块使用"),
        ("DELETE FROM document_texts WHERE document_no = 1", "catalogue", "文档缺少正文"),
        ("DELETE FROM outbox WHERE seq = 1", "catalogue", "文档不在待办记录里"),
        ("DELETE FROM documents WHERE document_no = 1", "catalogue", "指向不存在的 documents"),
    ],
)
def test_damage_in_the_catalogue_is_named(
    base: KnowledgeBase, settings: Settings, damage: str, part: str, words: str
) -> None:
    base.close()
    raw = sqlite3.connect(settings.data_path / "yubei.db")
    raw.execute(damage)
    raw.commit()
    raw.close()
    with KnowledgeBase.open(settings, HashingEncoder()) as reader:
        found = problems(verify(reader))
    assert [one for one in found if one[0] == part and words in one[1]], found


def test_missing_and_changed_originals_are_named(base: KnowledgeBase, settings: Settings) -> None:
    first, second = sorted((settings.data_path / "originals").glob("??/*"))
    first.unlink()
    second.write_bytes(b"changed")
    surplus = second.with_name("ab" * 32)
    surplus.write_bytes(b"nobody needs this")
    checks = verify(base)
    assert [one for one in problems(checks) if one[0] == "originals"] == [
        ("originals", f"原文件 {first.name} 不见了"),
        ("originals", f"原文件 {second.name} 的内容已改变"),
    ]
    assert [one.message_zh for one in checks if one.part == "originals" and one.healthy] == [
        "有 1 个原文件已没有文档使用，重建时会清除"
    ]


@pytest.mark.parametrize("name", ["lexical", "vectors"])
def test_a_lost_index_is_named_as_repairable(indexed_base: KnowledgeBase, settings: Settings, name: str) -> None:
    indexed_base.close()
    (folder,) = (settings.data_path / "projections").glob(f"{name}-0*")
    shutil.rmtree(folder)
    with KnowledgeBase.open(settings, HashingEncoder(), writable=True) as again:
        broken = [(one.part, one.repairable) for one in verify(again) if not one.healthy]
        assert broken == [(name, True)]
        again.sync()
        assert problems(verify(again)) == []


def test_chunks_that_break_the_rules_are_named(tmp_path: Path) -> None:
    document = DOCUMENTS[0]
    first, second, third = document.chunks
    cases = {
        "重叠": (first, replace(second, start=first.end - 2), third),
        "的序号是 2": (first, third),
        "末尾有": (first, second),
        "不一致": (replace(first, text="别的"), second, third),
    }
    for words, chunks in cases.items():
        found = list(document_problems(replace(document, chunks=chunks)))
        assert [one for one in found if words in one], (words, found)
    assert list(document_problems(document)) == list(document_problems(make_document("  \n"))) == []
