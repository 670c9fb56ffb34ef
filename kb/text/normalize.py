"""One normal form for matching; stored text is never rewritten with it.

The form is Unicode NFKC in lower case with these deliberate differences:

* Roman numerals Ⅰ–Ⅻ and circled numbers ①–㊿ stay as they are (small ⅰ becomes Ⅰ). NFKC would turn Ⅱ into the
  letters II and ①3人 into 13人, and levels and list items would lose their meaning.
* Superscripts and fractions (² ³ ½) stay, because 10² must not become 102.
* Curly quotes become straight ones, every hyphen-like dash becomes "-"; the Chinese dash — stays.
* Zero-width characters and soft hyphens disappear.

The result is idempotent. It does not unify the brackets of document numbers, see `document_number_key`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence

from kb.records import Span

_KEPT = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ②¹²³¼½¾⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉") | {
    chr(code)
    for first, last in ((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF))
    for code in range(first, last + 1)
}
_DELETED = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ONE_TO_ONE = {
    **{chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)},
    **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
    **{chr(0x2170 + i): chr(0x2160 + i) for i in range(12)},
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒–−﹣", "-"),
    "〜": "~",
    "\u3000": " ",
    "\u00a0": " ",
}
_TRANSLATION = str.maketrans(_ONE_TO_ONE)
# Characters that `_TRANSLATION` alone brings to the normal form, one for one.
_SIMPLE = (
    r"\x00-\x7e\u2014\u2018-\u201f\u2010-\u2013\u2212\u2160-\u216b\u2170-\u217b\u2460-\u2473"
    r"\u3000-\u3003\u3005-\u3029\u301c\u4e00-\u9fff\uff01-\uff5e\u00b7\u00d7\u00b2\u00b3\u00a0"
)
UNUSUAL = f"[^{_SIMPLE}]"
_UNUSUAL = re.compile(f"[{_SIMPLE}]?{UNUSUAL}+")
_JAMO = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))


def _joins_previous(char: str) -> bool:
    """Tell whether `char` may compose with the character before it."""
    first = unicodedata.normalize("NFKC", char)[:1]
    if not first:
        return False
    return unicodedata.category(first)[0] == "M" or any(low <= ord(first) <= high for low, high in _JAMO)


def _clusters(run: str) -> Iterator[tuple[int, str]]:
    """Yield (position, cluster) where a cluster is a character with all that may compose with it."""
    start = 0
    for position in range(1, len(run)):
        if not _joins_previous(run[position]):
            yield start, run[start:position]
            start = position
    if run:
        yield start, run[start:]


def _normal_cluster(cluster: str) -> str:
    if cluster[0] in _KEPT:
        return cluster[0] + (_normal_cluster(cluster[1:]) if len(cluster) > 1 else "")
    folded = "".join(char for char in cluster if char not in _DELETED)
    for _ in range(3):  # lower case can undo the normal form (İ) and a second pass settles it
        settled = unicodedata.normalize("NFKC", folded).lower().translate(_TRANSLATION)
        if settled == folded:
            break
        folded = settled
    return folded


def settle_run(run: str) -> str:
    """Return the normal form, but for `single_translations`, of characters that match `UNUSUAL` and the one before."""
    return "".join(_normal_cluster(cluster) for _, cluster in _clusters(run))


def single_translations() -> Mapping[int, int]:
    """Return code → code of the characters that are brought to the normal form one for one, as the last step."""
    return {source: ord(target) for source, target in _TRANSLATION.items()}


def normalize(text: str) -> str:
    """Return the normal form of `text`; see the module's description."""
    return _UNUSUAL.sub(lambda match: settle_run(match.group()), text).translate(_TRANSLATION)


def normalize_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return the normal form and, for each of its characters, where in `text` it came from.

    The offsets are ascending and have one more entry than the normal form: the last is `len(text)`.
    Use `source_span` to bring a span of the normal form back to `text`.
    """
    pieces: list[str] = []
    offsets = array("I")
    position = 0
    for match in _UNUSUAL.finditer(text):
        pieces.append(text[position : match.start()].translate(_TRANSLATION))
        offsets.extend(range(position, match.start()))
        for start, cluster in _clusters(match.group()):
            normal = _normal_cluster(cluster).translate(_TRANSLATION)
            pieces.append(normal)
            offsets.extend([match.start() + start] * len(normal))
        position = match.end()
    if not pieces:
        return text.translate(_TRANSLATION), range(len(text) + 1)
    pieces.append(text[position:].translate(_TRANSLATION))
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), offsets


def source_span(offsets: Sequence[int], start: int, end: int) -> Span:
    """Return the span of the original text behind `normalized[start:end]`; the range must not be empty."""
    if not 0 <= start < end < len(offsets):
        raise ValueError(f"no range of the normal form: {start}-{end} of {len(offsets) - 1} characters")
    last = offsets[end - 1]
    while offsets[end] == last:
        end += 1
    return Span(start=offsets[start], end=offsets[end])


_NUMBER_BRACKETS = str.maketrans({**dict.fromkeys("[﹝【(（［", "〔"), **dict.fromkeys("]﹞】)）］", "〕")})
_SPACE = re.compile(r"\s+")


def document_number_key(number: str) -> str:
    """Return a 文号 in the form in which two spellings of it are equal: brackets 〔〕, no spaces, no 第 before 号."""
    plain = _SPACE.sub("", normalize(number).translate(_NUMBER_BRACKETS))
    return plain.replace("〕第", "〕")
