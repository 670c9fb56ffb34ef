"""A branch of transport or supply that a question names binds the sources as a hazard does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.records import Evidence, Question

# The longer name first: what is said of 高速公路 is asked of no other road.
INDUSTRY = re.compile(
    r"高速公路|公路水运|普通公路|公路交通|公路|水路|水运|航道|港口|内河|铁路|民航|机场|航空|城市轨道交通|轨道交通|地铁|道路运输|客运|管道"
)


def of_industry(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep the passages that speak of the branch a question names, where a found document is about that branch.

    A flood plan's Ⅱ级响应 must not answer for the one of motorways. Without such a document nothing is left out.
    """
    asked = INDUSTRY.search(question.text)
    if asked is None or not any(asked.group() in item.document.metadata.title for item in evidence):
        return list(evidence)
    return [item for item in evidence if speaks_of_branch(asked.group(), item)]


def speaks_of_branch(branch: str, item: Evidence) -> bool:
    """Tell whether a passage, its headings or its title name a branch."""
    return any(branch in text for text in (item.document.metadata.title, *item.chunk.heading_path, item.chunk.text))
