"""Warnings that travel with a statement: what in it was recognised from an image and may be wrong.

A figure or a phone number read wrongly looks like a right one, so the warning stands in the sentence, not in a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.records import Answer, Citation, Statement

_MARKER = re.compile(r"\[(\d+)\]")
_SHOWN_RUNS = 4
_LONGEST_RUN = 12


def with_cautions(answer: Answer) -> Answer:
    """Return the answer with a warning on every statement and step that rests on doubtful recognised text."""
    doubtful = {citation.marker: citation for citation in answer.citations if citation.doubtful}
    if not doubtful:
        return answer
    return replace(
        answer,
        text=_MARKER.sub(lambda found: found.group() + _behind(doubtful.get(int(found[1]))), answer.text),
        statements=_warned(answer.statements, doubtful),
        sides=tuple(replace(side, statements=_warned(side.statements, doubtful)) for side in answer.sides),
        steps=tuple(replace(one, caution=_caution(one.markers, doubtful)) for one in answer.steps),
    )


def _warned(statements: Iterable[Statement], doubtful: Mapping[int, Citation]) -> tuple[Statement, ...]:
    return tuple(replace(one, caution=_caution(one.markers, doubtful)) for one in statements)


def doubt_of(citation: Citation) -> str:
    """Say in Chinese which characters of a citation are doubtful and where to compare them; "" when none is."""
    if not citation.doubtful:
        return ""
    runs = [run if len(run) <= _LONGEST_RUN else run[:_LONGEST_RUN] + "…" for run in citation.doubtful[:_SHOWN_RUNS]]
    more = f"等 {len(citation.doubtful)} 处" if len(citation.doubtful) > _SHOWN_RUNS else ""
    page = f"第{citation.page}页" if citation.page else ""
    return f"识别文字，{'、'.join(f'“{run}”' for run in runs)}{more}可能有误，请核对原件{page}"


def _caution(markers: Iterable[int], doubtful: Mapping[int, Citation]) -> str:
    return "；".join(doubt_of(doubtful[marker]) for marker in markers if marker in doubtful)


def _behind(citation: Citation | None) -> str:
    return f"（{doubt_of(citation)}）" if citation is not None else ""
