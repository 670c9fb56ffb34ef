"""Decide the encoding of a text file and decode it, without guessing beyond what Chinese offices use."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import OutcomeCode
from kb.errors import FileRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_CHARACTERS = 20_000
_MIN_SCORE = 0.8
_MAX_DAMAGE = 0.005  # share of characters lost that still leaves a usable text
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL = 0.05  # texts copied from PDFs keep some
_PUNCTUATION = frozenset(
    "　、。〈〉《》「」『』【】〔〕·—…‘’“”！（），－．／：；＜＝＞？［］｛｜｝～￥%№℃×÷±≤≥①②③④⑤⑥⑦⑧⑨⑩"
    "○●□■☆★△▲◆◇§→←↑↓ⅠⅡⅢⅣⅤⅥ〇㎡³²°\u00a0\u200b\ufeff"
)
_TEXT_CODEC = re.compile(
    r"utf-?8|gb[k\d]+|gb18030|big5(?:-hkscs)?|utf-16(?:le|be)?|iso-8859-\d+|windows-125\d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """A decoded text file.

    Attributes:
        text: Line ends are "\\n"; no byte order mark.
        lost: How many places could not be decoded and became U+FFFD.
    """

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, declared: str = "") -> DecodedText:
    """Decode `data` as UTF-8, UTF-16, UTF-32 or GB18030, whichever yields plausible Chinese or Latin text.

    Args:
        declared: Encoding named inside the file (HTML meta, XML declaration); tried after UTF-8.

    Raises:
        FileRefused: No encoding gives readable text (outcome UNREADABLE).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _finish(_decode_lossy(data[len(mark) :], encoding))
    text = _strict(data, "utf-8")
    if text is not None and "\x00" not in text:
        return _finish(DecodedText(text=text, encoding="utf-8"))
    best = _best_strict(data, declared) or _best_damaged(data)
    if best is None:
        raise FileRefused(
            "文字编码无法识别（不是 UTF-8、GB18030 或 UTF-16，或混有乱码），请用记事本另存为 UTF-8 后重试。",
            outcome=OutcomeCode.UNREADABLE,
        )
    return _finish(best)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _best_strict(data: bytes, declared: str) -> DecodedText | None:
    candidates = ["gb18030"] + (["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else [])
    if _is_text_codec(declared):
        candidates.append(declared)
    best, best_score = None, _MIN_SCORE
    for encoding in candidates:
        text = _strict(data, encoding)
        if text is None or not text:
            continue
        score = plausibility(text)
        if score > best_score:
            best, best_score = DecodedText(text=text, encoding=encoding), score
    return best


def _is_text_codec(name: str) -> bool:
    """Accept declared single- and multi-byte character sets only, not codecs such as base64 or zlib."""
    return _TEXT_CODEC.fullmatch(name) is not None


def _best_damaged(data: bytes) -> DecodedText | None:
    for encoding in ("utf-8", "gb18030"):
        found = _decode_lossy(data, encoding)
        readable = len(found.text) * _MAX_DAMAGE >= found.lost or found.lost <= 1 < len(found.text)
        if readable and plausibility(found.text) >= _MIN_SCORE:
            return found
    return None


def _decode_lossy(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, errors="replace")
    return DecodedText(text=text, encoding=encoding, lost=text.count("\ufffd"))


def _finish(found: DecodedText) -> DecodedText:
    text = found.text
    too_damaged = found.lost > 1 and found.lost > len(text) * _MAX_DAMAGE
    if too_damaged or len(_CONTROL.findall(text)) > len(text) * _MAX_CONTROL:
        raise FileRefused(
            "内容不是可读的文字（含大量控制字符或乱码），请确认文件未损坏。", outcome=OutcomeCode.UNREADABLE
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return DecodedText(text=text, encoding=found.encoding, lost=found.lost)


def plausibility(text: str) -> float:
    """Return the share (0–1) of characters that Chinese or English office text is made of.

    A wrong decoding of Chinese bytes yields rare ideographs, private-use and control characters.
    """
    sample = text if len(text) <= _SAMPLE_CHARACTERS else text[:_SAMPLE_CHARACTERS]
    if not sample:
        return 0.0
    common = _common_characters()
    total = 0.0
    for character in sample:
        if character in common:
            total += 1.0
        elif "\u4e00" <= character <= "\u9fa5":
            total += 0.3
    return total / len(sample)


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    """Return ASCII text, Chinese punctuation and the 3,755 ideographs of GB 2312 level 1 (rows 16–55)."""
    level_one = {
        bytes((row, cell)).decode("gb2312", errors="ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
    }
    ascii_text = {chr(code) for code in range(0x20, 0x7F)} | set("\t\n\r\x0c")
    full_width = {chr(code) for code in range(0xFF01, 0xFF5F)}
    return frozenset((level_one | ascii_text | full_width | _PUNCTUATION) - {""})
