"""Verify, rebuild, re-index, back up and restore a knowledge base."""

from kb.maintenance.backing_up import backup, restore
from kb.maintenance.rebuilding import rebuild, reindex
from kb.maintenance.records import Backup, Check
from kb.maintenance.verifying import verify

__all__ = ["Backup", "Check", "backup", "rebuild", "reindex", "restore", "verify"]
