"""Length-prefixed messages on a pipe: four bytes big-endian, then the body."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

# The first byte of a reply; what follows it is described in `ingest.sandbox.worker`.
HELLO, DOCUMENT, REFUSED, IMAGES, PAGE, OFFICE = b"H", b"D", b"R", b"I", b"P", b"C"
_HEADER = struct.Struct(">I")


class FrameTooLarge(Exception):
    """The announced length is over the limit; the pipe cannot be used any more."""


def write_frame(stream: BinaryIO, body: bytes) -> None:
    """Write one message and flush."""
    stream.write(_HEADER.pack(len(body)))
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO, limit: int) -> bytes | None:
    """Return the next message, None at the end of the stream or in the middle of a broken message.

    Raises:
        FrameTooLarge: More than `limit` bytes are announced.
    """
    header = _read_exactly(stream, _HEADER.size)
    if header is None:
        return None
    (length,) = _HEADER.unpack(header)
    if length > limit:
        raise FrameTooLarge(f"{length} bytes announced, limit {limit}")
    return _read_exactly(stream, length)


def path_form(path: Path) -> str:
    """Return a path as plain text for a message; on Linux a name may be bytes that are no text."""
    return os.fsencode(path).hex()


def path_of(form: str) -> Path:
    """Return the path that `path_form` was given."""
    return Path(os.fsdecode(bytes.fromhex(form)))


def _read_exactly(stream: BinaryIO, count: int) -> bytes | None:
    pieces: list[bytes] = []
    missing = count
    while missing:
        piece = stream.read(missing)
        if not piece:
            return None
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
