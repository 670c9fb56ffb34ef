"""Numbers that belong to persons are not kept: mobile phones and identity cards."""

from __future__ import annotations

import re

_DIGIT = "[0-9０-９]"
_GAP = r"[-\s－—·.]?"
MOBILE = re.compile(
    rf"(?<!{_DIGIT})((?:[+＋]?(?:86|８６){_GAP})?[1１][3-9３-９]{_DIGIT}){_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}}(?!{_DIGIT})"
)
IDENTITY = re.compile(rf"(?<!{_DIGIT})([1-9１-９]{_DIGIT}{{5}}){_DIGIT}{{11}}[0-9０-９xXｘＸ](?![0-9０-９a-zA-Z])")
HIDDEN = "********"


def masked(text: str, limit: int) -> str:
    """Return a text as it may be kept: the numbers of persons hidden but for their beginnings, cut to `limit`.

    Landlines and service numbers stay; they are what duty officers ask for. Names cannot be told from other words
    and stay too, which is why traces are dropped after `Settings.trace_days`.
    """
    hidden = MOBILE.sub(rf"\g<1>{HIDDEN}", IDENTITY.sub(rf"\g<1>{HIDDEN}", text[: 2 * limit]))
    return hidden if len(hidden) <= limit else hidden[: limit - 1] + "…"
