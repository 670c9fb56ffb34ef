"""The identity of a work across its editions."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kb.records import Metadata

_STATE_RE = re.compile(r"中华人民共和国")
_EDITION_RE = re.compile(
    r"[（(\[【〔](?:(?:19|20)\d\d年?(?:版|修[订正](?:版|本)?)?|修[订正](?:版|本|稿)?|第[一二三四五六七八九十\d]+次修[订正]"
    r"|(?:19|20)\d\d[-.]\d{1,2}[-.]\d{1,2})[）)\]】〕]"
)
_YEAR_TAIL_RE = re.compile(r"[_\-]?(?:(?:19|20)\d{6}|(?:19|20)\d\d版)$")
_MARKS_RE = re.compile(r"[\s《》<>〈〉“”\"'·、，,。：:（）()\[\]【】〔〕—\-_]")


def normalize_title(title: str) -> str:
    """Return a title by which editions of one work agree: without the state's name, book marks and years.

    （试行） stays: the trial edition of a rule and the final one are different works.
    """
    text = unicodedata.normalize("NFKC", title)
    text = _YEAR_TAIL_RE.sub("", _EDITION_RE.sub("", text).strip())
    return _MARKS_RE.sub("", _STATE_RE.sub("", text))


def work_id(metadata: Metadata) -> str:
    """Return 32 hex digits that all editions of a work share: the same title of the same region."""
    key = f"{normalize_title(metadata.title)}\n{metadata.region}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
