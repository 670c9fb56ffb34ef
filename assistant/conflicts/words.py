"""The words of a statement that tell what it is about, and what another text lacks of them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.conflicts.bodies import canonical
from assistant.conflicts.vocabulary import (
    DEPARTMENT,
    GENERIC,
    JOINING,
    LONG_NAME,
    MADE_OF_GENERIC,
    POST,
    SHORT_NAMES,
    TAIL,
)
from assistant.guard.mentions import read_text
from assistant.guard.names import bodies_of
from assistant.guard.plain import plain_text
from kb.text import default_tokenizer

_GAP = 6  # characters that may stand between those of a shortened name


def blanked(text: str) -> str:
    """Return a text in normal form with its values blanked out."""
    return read_text(text).blank.replace("\ue001", " ") if text else ""


@lru_cache(maxsize=4_096)
def body_names(plain: str) -> tuple[str, ...]:
    """Return the canonical names of the bodies in a text in normal form, each once."""
    return tuple(dict.fromkeys(canonical(one.text) for one in bodies_of(plain)))


@lru_cache(maxsize=4_096)
def without_bodies(plain: str) -> str:
    """Return a text in normal form with its bodies blanked out."""
    for one in reversed(bodies_of(plain)):
        plain = f"{plain[: one.start]} {plain[one.end :]}"
    return plain


def with_short_names(plain: str) -> str:
    """Return a text in normal form with bodies that have a usual short name called by it, and departments as offices."""
    plain = DEPARTMENT.sub(lambda found: f"{found.group(1)}局", plain)
    return LONG_NAME.sub(lambda found: SHORT_NAMES[found.group()], plain)


def _without_generic_head(word: str) -> str:
    """Return 急救 for 现场急救."""
    head = MADE_OF_GENERIC.match(word)
    return word[head.end() :] if head and len(word) - head.end() > 1 else word


@lru_cache(maxsize=8_192)
def _says_nothing(word: str) -> bool:
    """Tell whether a word is generic, or made of generic ones: 事故现场; a post or a body never is."""
    return word in GENERIC or (not POST.search(word) and len(MADE_OF_GENERIC.sub("", word)) < 2)


@lru_cache(maxsize=4_096)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of two and more characters that say something, each once, in order."""
    words = default_tokenizer().words(JOINING.sub(" ", with_short_names(text)))
    words = [_without_generic_head(TAIL.sub("", word)) for word in words]
    found = dict.fromkeys(
        word for word in words if len(word) > 1 and not word.startswith("§") and not _says_nothing(word)
    )
    return tuple(word for word in found if not any(word in other and word != other for other in found))


@lru_cache(maxsize=2_048)
def normal_form(text: str) -> str:
    """Return the normal form of a text with bodies called by their short names."""
    return with_short_names(plain_text(text))


def remainder(core: tuple[str, ...], whole: str) -> list[str]:
    """Return the words of a core that a text holds neither as they are nor shortened or lengthened (断电: 切断电源)."""
    return [word for word in core if word not in whole and not _spread(word).search(whole)]


@lru_cache(maxsize=4_096)
def _spread(word: str) -> re.Pattern[str]:
    return re.compile(f"[^\\n,]{{0,{_GAP}}}?".join(map(re.escape, word)))
