"""What must hold in the catalogue, asked of SQLite itself."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

SHOWN_PROBLEMS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A query that returns one column naming what breaks the rule."""

    meaning_zh: str
    sql: str


RULES: tuple[Rule, ...] = (
    Rule(
        meaning_zh="条块没有句向量",
        sql="SELECT d.document_id FROM chunks c JOIN documents d USING (document_no)"
        " WHERE EXISTS (SELECT 1 FROM encoders WHERE is_current) AND NOT EXISTS"
        " (SELECT 1 FROM vectors v JOIN encoders e USING (encoder_no)"
        "  WHERE v.content_hash = c.content_hash AND e.is_current)",
    ),
    Rule(
        meaning_zh="句向量没有条块使用",
        sql="SELECT v.content_hash FROM vectors v"
        " WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.content_hash = v.content_hash)",
    ),
    Rule(
        meaning_zh="句向量长度与维数不符",
        sql="SELECT v.content_hash FROM vectors v JOIN encoders e USING (encoder_no)"
        " WHERE length(v.vector) <> 4 * e.dimension",
    ),
    Rule(
        meaning_zh="条块数与登记的不符",
        sql="SELECT d.document_id FROM documents d"
        " WHERE d.chunk_count <> (SELECT count(*) FROM chunks c WHERE c.document_no = d.document_no)",
    ),
    Rule(
        meaning_zh="文档缺少正文",
        sql="SELECT document_id FROM documents WHERE document_no NOT IN (SELECT document_no FROM document_texts)",
    ),
    Rule(
        meaning_zh="文档不在待办记录里",
        sql="SELECT document_id FROM documents WHERE document_id NOT IN"
        " (SELECT document_id FROM outbox WHERE operation = 'upsert')",
    ),
)


def damage(connection: sqlite3.Connection) -> list[str]:
    """Return one Chinese sentence per problem, [] when everything holds."""
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({SHOWN_PROBLEMS})")]
    problems = [f"数据库完整性检查：{line}" for line in found if line != "ok"]
    foreign = connection.execute("PRAGMA foreign_key_check").fetchmany(SHOWN_PROBLEMS)
    problems += [f"数据库引用检查：表 {row[0]} 第 {row[1]} 行指向不存在的 {row[2]}" for row in foreign]
    for rule in RULES:
        rows = connection.execute(rule.sql).fetchmany(SHOWN_PROBLEMS)
        problems += [f"{rule.meaning_zh}：{row[0]}" for row in rows]
    return problems
