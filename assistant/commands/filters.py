"""Names that a user gives for document types, hazards and levels, brought to the ids of the taxonomy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.errors import InputRefused
from kb.taxonomy import default_taxonomy


def doc_type_ids(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of document types given by id or name.

    Raises:
        InputRefused: A word is neither; the message lists the names.
    """
    names = {entry.name: entry.type_id for entry in default_taxonomy().doc_types}
    return tuple(_id_of(word, names, "--doc-type", "文档类型") for word in words)


def level_ids(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of issuing levels given by id or name.

    Raises:
        InputRefused: A word is neither; the message lists the names.
    """
    names = {entry.name: entry.level_id for entry in default_taxonomy().entries.issuing_levels}
    return tuple(_id_of(word, names, "--level", "层级") for word in words)


def hazard_ids(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of hazards given by id, name or any other expression for them.

    Raises:
        InputRefused: A word stands for no hazard.
    """
    taxonomy = default_taxonomy()
    names = {entry.name: entry.hazard_id for entry in taxonomy.entries.hazards}
    found: list[str] = []
    for word in words:
        known = () if word in names or word in names.values() else taxonomy.find_hazards(word)
        found += known or [_id_of(word, names, "--hazard", "灾种")]
    return tuple(dict.fromkeys(found))


def _id_of(word: str, names: Mapping[str, str], option: str, what: str) -> str:
    if word in names:
        return names[word]
    if word in names.values():
        return word
    raise InputRefused(f"{option}：没有“{word}”这个{what}。可用：{'、'.join(names)}。")
