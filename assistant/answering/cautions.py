"""Warnings that travel with a statement: what was recognised from an image and may be wrong, and whose law it is.

A figure or a phone number read wrongly looks like a right one, so the warning stands in the sentence, not in a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.records import Answer, Citation, Statement

_MARKER = re.compile(r"\[(\d+)\]")
_SHOWN_RUNS = 4
_LONGEST_RUN = 12
_SHOWN_PLACES = 3


def with_cautions(answer: Answer) -> Answer:
    """Return the answer with a warning on all that rests on doubtful text, and a notice when it is the law of elsewhere."""
    warned = {one.marker: text for one in answer.citations if (text := doubt_of(one))}
    noticed = replace(answer, notice=answer.notice or law_of(answer.citations)) if answer.citations else answer
    if not warned:
        return noticed
    return replace(
        noticed,
        text=_MARKER.sub(lambda found: found.group() + _behind(warned.get(int(found[1]), "")), answer.text),
        statements=_warned(answer.statements, warned),
        sides=tuple(replace(side, statements=_warned(side.statements, warned)) for side in answer.sides),
        steps=tuple(replace(one, caution=_caution(one.markers, warned)) for one in answer.steps),
    )


def _warned(statements: Iterable[Statement], cautions: Mapping[int, str]) -> tuple[Statement, ...]:
    return tuple(replace(one, caution=_caution(one.markers, cautions)) for one in statements)


def law_of(citations: Iterable[Citation]) -> str:
    """Say in Chinese whose law is cited when it is not the asker's; "" otherwise."""
    places = "、".join(dict.fromkeys(one.elsewhere for one in citations if one.elsewhere))
    return f"依据中有{places}的规定，不一定适用于本地。" if places else ""


def law_left_out(places: Sequence[str]) -> str:
    """Say in Chinese that law of other places was found but does not count here; "" when there was none."""
    if not places:
        return ""
    named = "、".join(places[:_SHOWN_PLACES]) + ("等地" if len(places) > _SHOWN_PLACES else "")
    return (
        f"库中有{named}的相关规定，没有用作依据。要看这些规定，请在问题中写明地方；本单位所在地用 YUBEI_REGION 设置。"
    )


def doubt_of(citation: Citation) -> str:
    """Say in Chinese which characters of a citation are doubtful and where to compare them; "" when none is."""
    if not citation.doubtful:
        return ""
    runs = [run if len(run) <= _LONGEST_RUN else run[:_LONGEST_RUN] + "…" for run in citation.doubtful[:_SHOWN_RUNS]]
    more = f"等 {len(citation.doubtful)} 处" if len(citation.doubtful) > _SHOWN_RUNS else ""
    page = f"第{citation.page}页" if citation.page else ""
    return f"识别文字，{'、'.join(f'“{run}”' for run in runs)}{more}可能有误，请核对原件{page}"


def _caution(markers: Iterable[int], cautions: Mapping[int, str]) -> str:
    return "；".join(dict.fromkeys(cautions[marker] for marker in markers if marker in cautions))


def _behind(caution: str) -> str:
    return f"（{caution}）" if caution else ""
