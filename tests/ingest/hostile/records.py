"""What a bad file is, and what several kinds of them are made of."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

TEXT = "临澜市防汛应急预案\n第一条 为了做好洪水灾害的预防和处置工作，保障人民群众生命财产安全，制定本预案。\n" * 20
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORED = ("added", "partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFile:
    """A file and the outcomes that are right for it."""

    name: str
    data: bytes
    outcomes: tuple[str, ...]


def bad_file(name: str, data: bytes | str, *outcomes: str) -> BadFile:
    """Return a file; text is written as UTF-8."""
    return BadFile(name=name, data=data.encode() if isinstance(data, str) else data, outcomes=outcomes)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return an archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
