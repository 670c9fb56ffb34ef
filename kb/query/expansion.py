"""Words of documents that stand for the words of a question."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kb.taxonomy import Mention, Taxonomy
from kb.taxonomy.phrases import PhraseFinder
from kb.text import normalize

MAX_TERMS = 24
_FORMAL_ALIASES = 3  # a question that already uses a formal word is widened little
_SPOKEN_ALIASES = 6
_GENERAL_LETTERS = frozenset("灾害事故突发件的和与发生了险情")
_FILE = Path(__file__).resolve().parent.parent / "data" / "expressions.yaml"


def expansion_terms(question: str, mentions: Iterable[Mention], taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the terms to search beside those of a question (in normal form), most telling first, at most 24.

    They are names and aliases of its hazards and the formal words for the spoken expressions in it.
    """
    terms: list[str] = []
    for mention in mentions:
        for hazard in mention.hazards:
            terms.extend(_hazard_terms(mention, hazard, taxonomy))
    finder, meanings = _expressions()
    spoken = [meaning for _, _, phrase in finder.find(question) for meaning in meanings[phrase]]
    wanted = dict.fromkeys([*terms[:8], *spoken, *terms[8:]])
    return tuple(term for term in wanted if term not in question)[:MAX_TERMS]


def _hazard_terms(mention: Mention, hazard_id: str, taxonomy: Taxonomy) -> list[str]:
    """Return the name of a hazard and the aliases that come nearest to the expression in the question.

    An alias may be a sibling rather than a synonym (停电 and 停水 are both failures of utilities), so those that share
    letters with the expression stand first, and a formal word is joined by no others.
    """
    name, *aliases = taxonomy.hazard_terms(hazard_id)
    letters = set(mention.term + taxonomy.formal_name(mention)) - _GENERAL_LETTERS
    shared = {alias: len(letters & set(alias)) for alias in aliases}
    nearest = sorted(aliases, key=lambda alias: -shared[alias])
    if mention.colloquial:
        return [name, *nearest[:_SPOKEN_ALIASES]]
    return [name, *(alias for alias in nearest if shared[alias])][: _FORMAL_ALIASES + 1]


@cache
def _expressions() -> tuple[PhraseFinder, dict[str, tuple[str, ...]]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)
    meanings = {
        normalize(phrase): tuple(entry["means"]) for entry in content["expressions"] for phrase in entry["spoken"]
    }
    return PhraseFinder(meanings), meanings
