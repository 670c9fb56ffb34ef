"""Show a text that stands in several documents once, and name the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.records import Evidence
from kb.retrieval.terms import plain

FEWEST_LETTERS = 20  # shorter texts are headings and forms, whose document is what they say
_LABEL = re.compile(r"^\s*第[一二三四五六七八九十百千零〇○0-9]+条(?:之[一二三四五六七八九十]+)?\s*")


def group_copies(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the best-ranked of equal texts of different documents; the others are named in its `same_text_in`.

    Only texts with the same letters and digits in the same order are one (the number of the article may differ), so
    nothing that says anything else is ever left out. Ranks are numbered anew, scores stay.
    """
    kept: list[Evidence] = []
    places: dict[str, int] = {}
    for one in evidence:
        letters = plain(_LABEL.sub("", one.chunk.text))
        place = places.setdefault(letters, len(kept)) if len(letters) >= FEWEST_LETTERS else len(kept)
        if place == len(kept):
            kept.append(replace(one, rank=place + 1))
        elif one.document.document_id == kept[place].document.document_id:
            kept.append(replace(one, rank=len(kept) + 1))
        else:
            kept[place] = replace(kept[place], same_text_in=(*kept[place].same_text_in, one.document.metadata.title))
    return kept
