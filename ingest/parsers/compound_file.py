"""Streams of an OLE2 compound file (.doc, .wps): the only file that uses olefile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_MAX_STREAM_BYTES = 128 * 1024 * 1024


def read_streams(data: bytes, names: Sequence[str]) -> Mapping[str, bytes]:
    """Return those of the named streams that are there; none when the file is damaged beyond opening."""
    import olefile

    try:
        with olefile.OleFileIO(data) as compound:
            present = [
                name for name in names if compound.exists(name) and 0 < compound.get_size(name) <= _MAX_STREAM_BYTES
            ]
            return {name: compound.openstream(name).read() for name in present}
    except (OSError, TypeError, ValueError, IndexError, KeyError):
        return {}
