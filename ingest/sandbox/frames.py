"""Length-prefixed messages on a pipe: four bytes big-endian, then the body."""

from __future__ import annotations

import struct
from typing import BinaryIO

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
