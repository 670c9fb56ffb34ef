"""Pages saved with their pictures in one file (.mht, .mhtml: MIME multipart/related)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

from ingest.records import OutcomeCode
from kb.errors import FileRefused

_START = re.compile(
    rb"\s*(?:(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location|Content-Type|X-[\w-]+)\s*:)", re.IGNORECASE
)
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096


def is_archive(data: bytes) -> bool:
    """Tell whether the bytes are such an archive and not a page."""
    head = data[:_HEAD]
    return _START.match(head) is not None and _RELATED.search(head) is not None


def unpack(data: bytes) -> tuple[bytes, str]:
    """Return the page of an archive and the charset its part declares, "" for none; pictures are left aside.

    Raises:
        FileRefused: No page is in it (outcome UNREADABLE).
    """
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return page, str(part.get_content_charset() or "")
    raise FileRefused("网页存档（.mht）里没有网页正文，请重新保存网页后重试。", outcome=OutcomeCode.UNREADABLE)
