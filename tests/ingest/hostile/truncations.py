"""Files that end too early, at many places, and files under the name of every other format."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.hostile.records import STORED, UNREAD, BadFile, bad_file
from tests.ingest.hostile.sound import sound_files

OFFSETS = 50
_ARCHIVES = (".docx", ".xlsx", ".pptx", ".ofd", ".zip")
# What remains of these can still be read, in part.
_READABLE_IN_PART = (".pdf", ".doc", ".xls", ".rtf", ".html")
_SAME_PARSER = {".txt", ".md", ".html", ".csv"}  # what a text is called decides how it is read


def truncations() -> Iterator[BadFile]:
    """Yield each format cut at `OFFSETS` places, the first and the last byte among them."""
    for suffix in (*_ARCHIVES, *_READABLE_IN_PART):
        whole = sound_files()[suffix]
        for number in range(OFFSETS):
            length = 1 + number * (len(whole) - 2) // (OFFSETS - 1)
            outcomes: tuple[str, ...] = (*UNREAD, "wrong_extension", "unsupported", "empty")
            outcomes += () if suffix in _ARCHIVES else STORED
            yield bad_file(f"cut_{number:02d}{suffix}", whole[:length], *outcomes)


def cut_images() -> Iterator[BadFile]:
    """Yield images that end too early; they are refused before any text recognition."""
    for suffix in (".png", ".jpg"):
        whole = sound_files()[suffix]
        for number in range(1, 9):
            data = whole[: len(whole) * number // 9]
            yield bad_file(f"cut_{number}{suffix}", data, *UNREAD, "wrong_extension", heavy=number > 2)


def wrong_names() -> Iterator[BadFile]:
    """Yield the content of every format under the suffix of every other."""
    contents = sound_files()
    for real, data in contents.items():
        for claimed in contents:
            if real == claimed or {real, claimed} <= _SAME_PARSER:
                continue
            marked = data + b"\x00" if real not in _SAME_PARSER else data + f"\n{claimed}".encode()
            outcomes = ["wrong_extension"]
            if claimed in (".doc", ".xls"):
                outcomes.extend(STORED)  # Office opens newer files under the older names
            if claimed == ".zip" or real == ".zip":
                outcomes.extend(("unsupported", *UNREAD))
            if claimed in _SAME_PARSER:
                outcomes.extend((*UNREAD, "unsupported"))
            yield bad_file(f"is{real[1:]}{claimed}", marked, *outcomes)
