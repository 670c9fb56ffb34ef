"""What a bad file is, and what several kinds of them are made of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

TEXT = "临澜市防汛应急预案\n第一条 为了做好洪水灾害的预防和处置工作，保障人民群众生命财产安全，制定本预案。\n" * 20
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORED = ("added", "partial")
UNREAD = ("unreadable", "no_text", "refused", "too_large", "timed_out")  # why no text came of a damaged file


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFile:
    """A file, or an archive of files, and the outcomes that are right for it.

    Attributes:
        kind: The group it is counted in.
        heavy: It costs seconds; left out of the sample.
    """

    name: str
    data: bytes
    outcomes: tuple[str, ...]
    kind: str = "other"
    heavy: bool = False


def bad_file(name: str, data: bytes | str, *outcomes: str, heavy: bool = False) -> BadFile:
    """Return a file; text is written as UTF-8."""
    content = data.encode() if isinstance(data, str) else data
    return BadFile(name=name, data=content, outcomes=outcomes, heavy=heavy)


def of_kind(kind: str, files: Iterable[BadFile]) -> Iterator[BadFile]:
    """Put files into one group; their names begin with it."""
    for one in files:
        yield replace(one, kind=kind)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return an archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
