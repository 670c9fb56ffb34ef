"""Plans for the tests, read the way a text file is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.checking.lint.rules import lint
from assistant.checking.records import Finding
from ingest.assembly import assemble
from ingest.parsers.text import parse
from ingest.records import FoundFile
from kb.records import Document

TODAY = date(2026, 11, 22)
TITLE = "恒泰化工有限公司综合应急预案"


def plan_of(
    body: str, *, doc_type: str = "plan_unit_comprehensive", level: str = "enterprise", title: str = TITLE
) -> Document:
    """Return a plan with a body of Chinese text under its title."""
    data = f"{title}\n{body}".encode()
    found = FoundFile(path=Path("plan.txt"), source_uri="plan.txt", byte_count=len(data))
    read = assemble(parse(data, "plan.txt"), found, data, now=datetime(2026, 3, 1, tzinfo=UTC))
    return replace(read, metadata=replace(read.metadata, title=title, doc_type=doc_type, level=level))


def found_in(body: str, rule: str = "", **kwargs: str) -> list[str]:
    """Return the messages of one rule, or of all, over a plan with that body."""
    return [one.message for one in findings_of(body, rule, **kwargs)]


def findings_of(body: str, rule: str = "", **kwargs: str) -> list[Finding]:
    """Return the findings of one rule, or of all, over a plan with that body."""
    return [one for one in lint(plan_of(body, **kwargs), TODAY) if rule in ("", one.rule_id)]
