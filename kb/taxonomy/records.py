"""What an entry of the taxonomy holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How well a fact is confirmed; only `VERIFIED` may be shown as law. `CUSTOM` is how such texts are usually made."""

    VERIFIED = "V"
    PARTLY = "P"
    KNOWLEDGE = "K"
    CUSTOM = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """A kind of event.

    Attributes:
        classes: Ids of its event classes; two where laws disagree.
        aliases: Formal, older and narrower names, those added by us last.
        added_aliases: Those of `aliases` that no source gives; their mark is K whatever the hazard's is.
        colloquial: What people say instead; only for finding, never shown as a name.
        patterns: Regular expressions with the same use as `colloquial`.
        excludes: Terms it is confused with and must never be widened to.
    """

    hazard_id: str
    classes: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    added_aliases: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    note: str = ""
    mark: Mark = Mark.KNOWLEDGE

    def mark_of(self, term: str) -> Mark:
        """Return how well it is confirmed that `term` names this hazard."""
        ours = term in self.added_aliases or term in self.colloquial
        return Mark.KNOWLEDGE if ours else self.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """When one of `words` stands near an ambiguous term, the term means `hazards`."""

    words: tuple[str, ...]
    hazards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousTerm:
    """A term whose hazards depend on the words around it; without any of them it means all of `hazards`.

    Attributes:
        only_when: Without a matching rule the term means no hazard at all.
    """

    term: str
    hazards: tuple[str, ...]
    rules: tuple[ContextRule, ...] = ()
    only_when: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase of the response; `order` is 1-based and the default order of answers.

    Attributes:
        cues: Words of a question that point to the phase without naming it.
    """

    phase_id: str
    order: int
    name: str
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mark: Mark = Mark.KNOWLEDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A post in the response; its name is also its id. `group` is government or enterprise."""

    name: str
    group: str
    aliases: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()
    note: str = ""
    mark: Mark = Mark.KNOWLEDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level, 1 (highest) to 4, of one of the systems warning, event and response."""

    system: str
    level: int
    name: str
    color: str = ""
    aliases: tuple[str, ...] = ()
    mark: Mark = Mark.KNOWLEDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class DocType:
    """A kind of document.

    Attributes:
        family: law, standard, plan, drill, report or notice.
        cues: Words by which its titles are recognised, "…" stands for any text.
        structure: How its sections are numbered, in Chinese, "" when it varies.
    """

    type_id: str
    family: str
    name: str
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    structure: str = ""
    mark: Mark = Mark.KNOWLEDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingLevel:
    """A level of government, or the enterprise, with words of its issuers' names."""

    level_id: str
    name: str
    cues: tuple[str, ...] = ()
    mark: Mark = Mark.KNOWLEDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class AccidentNames:
    """Old and new names of accident types in the classification standard.

    Attributes:
        applies_from: ISO day from which reports use the new names.
        changed: (old name, new names) pairs.
    """

    source: str
    applies_from: str
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    mark: Mark
