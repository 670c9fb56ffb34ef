"""Names of files that every system accepts."""

from __future__ import annotations

import re

MAX_FILE_NAME = 60


def file_name(title: str) -> str:
    """Return a title as the name of a file, without its ending."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", title).strip("._")[:MAX_FILE_NAME] or "card"
