"""Parsing in limited child processes: a hostile file costs its own outcome, never the batch."""

from ingest.sandbox.pool import ParsedItem, ParserPool, WorkItem

__all__ = ["ParsedItem", "ParserPool", "WorkItem"]
