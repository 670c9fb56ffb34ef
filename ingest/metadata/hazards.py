"""The hazards a document is about: those of its title, then those its headings keep naming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.structure import OutlineSection
from kb.taxonomy import default_taxonomy

_MOST = 8
_FEWEST_HEADINGS = 2
_FEWEST_BESIDE_TITLE = 4


def read_hazards(title: str, sections: Sequence[OutlineSection]) -> tuple[str, ...]:
    """Return hazard ids, most prominent first; words in the running text do not count."""
    taxonomy = default_taxonomy()
    named = taxonomy.find_hazards(title, colloquial=False)
    headings = "\n".join(section.title for section in sections if section.title)
    mentions = taxonomy.hazard_mentions(headings, colloquial=False) if headings else ()
    counts = Counter(hazard for mention in mentions for hazard in mention.hazards)
    fewest = _FEWEST_BESIDE_TITLE if named else _FEWEST_HEADINGS
    frequent = (hazard for hazard, count in counts.most_common() if count >= fewest)
    return tuple(dict.fromkeys([*named, *frequent]))[:_MOST]
