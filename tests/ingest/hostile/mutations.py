"""Sound files with random damage; the same seed gives the same files."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.ingest.hostile.records import BadFile, bad_file
from tests.ingest.hostile.sound import sound_files

# All outcomes that say what happened to a file; a failed store or an unknown end is none.
ANY_NAMED = (
    "added", "partial", "replaced", "duplicate", "unchanged", "empty", "no_text", "unreadable", "wrong_extension",
    "encrypted", "unsupported", "too_large", "timed_out", "refused",
)  # fmt: skip
_IMAGES = (".png", ".jpg")  # every one that still opens costs seconds of recognition


def mutations(count: int, seed: int, *, images: bool = False) -> Iterator[BadFile]:
    """Yield `count` damaged files."""
    chance = random.Random(seed)
    suffixes = [suffix for suffix in sound_files() if images or suffix not in _IMAGES]
    for number in range(count):
        suffix = suffixes[number % len(suffixes)]
        data = bytearray(sound_files()[suffix])
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            _damage(data, chance)
        yield bad_file(f"mutation_{seed}_{number:05d}{suffix}", bytes(data), *ANY_NAMED)


def _damage(data: bytearray, chance: random.Random) -> None:
    if len(data) < 64:
        return
    place = chance.randrange(len(data) - 32)
    length = chance.choice((1, 1, 2, 4, 16, 32))
    kind = chance.randrange(7)
    if kind == 0:
        data[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[place : place + length]
    elif kind == 2:
        data[place:place] = chance.randbytes(length)
    elif kind == 3:
        data[place : place + length] = bytes([chance.choice((0, 0x7F, 0x80, 0xFF))]) * length
    elif kind == 4:
        other = chance.randrange(len(data) - 32)
        data[place : place + 32], data[other : other + 32] = data[other : other + 32], data[place : place + 32]
    elif kind == 5:
        data[place:place] = data[max(place - 400, 0) : place]
    else:
        del data[chance.randrange(len(data) // 2, len(data)) :]
