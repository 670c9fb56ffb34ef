"""Finding the vocabulary of the field in a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kb.records import Span
from kb.taxonomy.phrases import PhraseFinder
from kb.taxonomy.records import AccidentNames, AmbiguousTerm, DocType, Hazard, IssuingLevel, Level, Phase, Role
from kb.text import normalize, normalize_with_offsets, source_span

_NEARBY = 12  # characters on either side in which a context word decides an ambiguous term
_LEVEL_SIGN = r"(?P<sign>[Ⅰ-Ⅳ]|i{1,3}|iv|[1-4]|[一二三四])"
_LEVEL = re.compile(rf"(?<![a-z0-9.第统同单]){_LEVEL_SIGN}级(?![别联]?[大强]风|风|地震|以上地震|台风)")
_LEVEL_VALUES = {sign: value for signs in ("ⅠⅡⅢⅣ", "1234", "一二三四") for value, sign in enumerate(signs, start=1)}
_LEVEL_VALUES |= {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEVEL_NAMES = ("", "一级", "二级", "三级", "四级")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a text speaks of hazards.

    Attributes:
        span: Where, in the text handed in.
        term: What stands there, in normal form.
        hazards: Ids; several when the term is ambiguous and nothing around it decides.
        colloquial: True when the term is no formal name.
    """

    span: Span
    term: str
    hazards: tuple[str, ...]
    colloquial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The entries of a taxonomy, each kind in its own order."""

    hazards: tuple[Hazard, ...]
    ambiguous: tuple[AmbiguousTerm, ...]
    spoken_as: Mapping[str, tuple[str, ...]]
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    work_groups: tuple[str, ...]
    drill_roles: tuple[str, ...]
    levels: Mapping[str, tuple[Level, ...]]
    level_traps: tuple[str, ...]
    doc_types: tuple[DocType, ...]
    issuing_levels: tuple[IssuingLevel, ...]
    accident_names: AccidentNames
    hazard_classes: tuple[tuple[str, str], ...]


class Taxonomy:
    """The vocabulary with what is needed to find it in texts; immutable, safe to share between threads.

    Attributes:
        entries: All entries, for those who list them.
    """

    def __init__(self, entries: Vocabulary) -> None:
        self.entries = entries
        self._by_id = {hazard.hazard_id: hazard for hazard in entries.hazards}
        self._ambiguous = {normalize(entry.term): entry for entry in entries.ambiguous}
        self._formal = _terms_to_ids((h.hazard_id, (h.name, *h.aliases)) for h in entries.hazards)
        self._spoken = _terms_to_ids((h.hazard_id, h.colloquial) for h in entries.hazards)
        self._spoken_as = {normalize(term): formal for formal, terms in entries.spoken_as.items() for term in terms}
        known = {*self._formal, *self._ambiguous, *(normalize(term) for h in entries.hazards for term in h.excludes)}
        self._formal_finder = PhraseFinder(known)
        self._finder = PhraseFinder({*known, *self._spoken})
        self._patterns = tuple((re.compile(p), h.hazard_id) for h in entries.hazards for p in h.patterns)
        self._phase_terms = _terms_to_ids((p.phase_id, (p.name, *p.aliases, *p.cues)) for p in entries.phases)
        self._phase_finder = PhraseFinder(self._phase_terms)
        self._role_terms = _terms_to_ids((r.name, (r.name, *r.aliases, *r.colloquial)) for r in entries.roles)
        self._role_finder = PhraseFinder(self._role_terms)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases in the order of a response."""
        return self.entries.phases

    @property
    def roles(self) -> tuple[Role, ...]:
        """The posts, those of governments first."""
        return self.entries.roles

    @property
    def doc_types(self) -> tuple[DocType, ...]:
        """The kinds of documents."""
        return self.entries.doc_types

    @property
    def levels(self) -> Mapping[str, tuple[Level, ...]]:
        """System (warning, event, response) → its levels from 1 to 4; the systems are independent of each other."""
        return self.entries.levels

    def hazard(self, hazard_id: str) -> Hazard:
        """Return a hazard.

        Raises:
            KeyError: No hazard has this id.
        """
        return self._by_id[hazard_id]

    def hazard_terms(self, hazard_id: str, *, colloquial: bool = False) -> tuple[str, ...]:
        """Return the name of a hazard and its aliases, by which a search may be widened; name first.

        What is excluded by the hazard, and what means more than one hazard, is not among them.
        """
        hazard = self._by_id[hazard_id]
        spoken = hazard.colloquial if colloquial else ()
        return tuple(term for term in (hazard.name, *hazard.aliases, *spoken) if self._means_only(term, hazard))

    def _means_only(self, term: str, hazard: Hazard) -> bool:
        if term == hazard.name:
            return True
        key = normalize(term)
        ids = set(self._formal.get(key, ())) | set(self._spoken.get(key, ()))
        entry = self._ambiguous.get(key)
        several = len(ids) > 1 or (entry is not None and (entry.only_when or len(entry.hazards) > 1))
        return not several and term not in hazard.excludes

    def hazard_mentions(self, text: str, *, colloquial: bool = True) -> list[Mention]:
        """Return where `text` speaks of hazards, in order; at each place the longest known term decides.

        Args:
            colloquial: Also look for spoken expressions; leave out for the text of documents.
        """
        normal, offsets = normalize_with_offsets(text)
        finder = self._finder if colloquial else self._formal_finder
        candidates = [_Found(start, end, None) for start, end, _ in finder.find(normal)]
        if colloquial:
            candidates += [
                _Found(match.start(), match.end(), hazard_id)
                for pattern, hazard_id in self._patterns
                for match in pattern.finditer(normal)
            ]
        mentions: list[Mention] = []
        for found in _longest(candidates, len(normal)):
            term = normal[found.start : found.end]
            ids = (found.hazard,) if found.hazard else self._resolve(term, normal, found.start, found.end)
            if ids:
                span = source_span(offsets, found.start, found.end)
                spoken = bool(found.hazard) or (term in self._spoken and term not in self._formal)
                mentions.append(Mention(span=span, term=term, hazards=ids, colloquial=spoken))
        return _settled(mentions)

    def _resolve(self, term: str, normal: str, start: int, end: int) -> tuple[str, ...]:
        entry = self._ambiguous.get(term)
        if entry is None:
            return tuple(dict.fromkeys((*self._formal.get(term, ()), *self._spoken.get(term, ()))))
        around = normal[max(0, start - _NEARBY) : start] + "\n" + normal[end : end + _NEARBY]
        for rule in entry.rules:
            if any(word in around for word in rule.words):
                return rule.hazards
        return () if entry.only_when else entry.hazards

    def find_hazards(self, text: str, *, colloquial: bool = True) -> tuple[str, ...]:
        """Return the ids of the hazards `text` speaks of, those mentioned most often first, then by first mention."""
        counts = Counter(
            hazard for mention in self.hazard_mentions(text, colloquial=colloquial) for hazard in mention.hazards
        )
        return tuple(hazard for hazard, _ in counts.most_common())

    def find_phases(self, text: str) -> tuple[str, ...]:
        """Return the ids of the phases a question points to, in the order of a response."""
        found = {phase for _, _, term in self._phase_finder.find(normalize(text)) for phase in self._phase_terms[term]}
        return tuple(phase.phase_id for phase in self.phases if phase.phase_id in found)

    def phase_terms(self, phase_id: str) -> tuple[str, ...]:
        """Return the name of a phase and its aliases, name first.

        Raises:
            KeyError: No phase has this id.
        """
        for phase in self.phases:
            if phase.phase_id == phase_id:
                return (phase.name, *phase.aliases)
        raise KeyError(phase_id)

    def find_roles(self, text: str) -> tuple[str, ...]:
        """Return the names of the posts `text` speaks of, in order of first mention."""
        found = (self._role_terms[term] for _, _, term in self._role_finder.find(normalize(text)))
        return tuple(dict.fromkeys(role for roles in found for role in roles))

    def canonicalize(self, text: str) -> str:
        """Return the normal form of `text` with spoken hazards replaced by their names and levels written 一级 to 四级.

        Formal aliases stay: 泥石流 says more than 地质灾害. So do terms that may mean several hazards.
        """
        pieces: list[str] = []
        position = 0
        for mention in self.hazard_mentions(text):
            if formal := self.formal_name(mention):
                pieces += [text[position : mention.span.start], formal]
                position = mention.span.end
        pieces.append(text[position:])
        return _LEVEL.sub(lambda m: _LEVEL_NAMES[_LEVEL_VALUES[m.group("sign")]], normalize("".join(pieces)))

    def formal_name(self, mention: Mention) -> str:
        """Return what a document would write for a spoken expression, "" when what stands there should stay."""
        if len(mention.hazards) != 1 or mention.term not in self._spoken or not mention.colloquial:
            return ""
        return self._spoken_as.get(mention.term) or self._by_id[mention.hazards[0]].name


class _Found(NamedTuple):
    """A candidate in normal form; `hazard` is set when a pattern found it."""

    start: int
    end: int
    hazard: str | None


def _longest(candidates: Iterable[_Found], length: int) -> list[_Found]:
    """Return the candidates that do not overlap a longer one, in order; of equals the first, and terms before patterns."""
    taken = bytearray(length)
    kept: list[_Found] = []
    for found in sorted(candidates, key=lambda one: (one.start - one.end, bool(one.hazard), one.start)):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            kept.append(found)
    return sorted(kept)


def _settled(mentions: list[Mention]) -> list[Mention]:
    """Let the clear mentions of a text decide its ambiguous ones."""
    clear = {mention.hazards[0] for mention in mentions if len(mention.hazards) == 1}
    return [
        replace(mention, hazards=tuple(hazard for hazard in mention.hazards if hazard in clear) or mention.hazards)
        for mention in mentions
    ]


def _terms_to_ids(entries: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Map every term in normal form to the ids it belongs to, in the order of the entries."""
    ids: dict[str, list[str]] = defaultdict(list)
    for entry_id, terms in entries:
        for term in dict.fromkeys(normalize(term) for term in terms):
            ids[term].append(entry_id)
    return {term: tuple(owners) for term, owners in ids.items()}
