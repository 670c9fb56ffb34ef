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
_FILE = Path(__file__).resolve().parent.parent / "data" / "expressions.yaml"


def expansion_terms(question: str, mentions: Iterable[Mention], taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the terms to search beside those of a question (in normal form), most telling first, at most 24.

    They are names and aliases of its hazards and the formal words for the spoken expressions in it.
    """
    terms: list[str] = []
    for mention in mentions:
        limit = _SPOKEN_ALIASES if mention.colloquial else _FORMAL_ALIASES
        for hazard in mention.hazards:
            terms.extend(taxonomy.hazard_terms(hazard)[: limit + 1])
    finder, meanings = _expressions()
    spoken = [meaning for _, _, phrase in finder.find(question) for meaning in meanings[phrase]]
    wanted = dict.fromkeys([*terms[:8], *spoken, *terms[8:]])
    return tuple(term for term in wanted if term not in question)[:MAX_TERMS]


@cache
def _expressions() -> tuple[PhraseFinder, dict[str, tuple[str, ...]]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)
    meanings = {
        normalize(phrase): tuple(entry["means"]) for entry in content["expressions"] for phrase in entry["spoken"]
    }
    return PhraseFinder(meanings), meanings
