"""What a document's head and end say about who may see it and whom to ask: 密级, 保密期限, 公开属性, 联系人.

The copy number (份号) above the marking is no metadata and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.metadata.head import HeadLine
from kb.records import Span

_LEVELS = "绝密|机密|秘密"
_TERM = r"(?:\d{1,2}\s*[年月天]|[一二三四五六七八九十两]{1,3}\s*[年月天]|长期|解密前)"
# 秘密★10年 stands alone on its line, above the number of the document or beside the copy number.
_MARK_RE = re.compile(
    rf"^(?:\d{{4,8}}\s+)?(?:密\s*级\s*[：:]\s*)?(?P<level>{_LEVELS})(?:级|件)?\s*(?:[★*☆]\s*(?P<term>{_TERM})?)?(?:前)?$"
)
_INTERNAL_RE = re.compile(
    r"^[（(【\[]?(?:密\s*级\s*[：:]\s*)?(?P<level>内部)(?:资料|文件|材料|使用|公开|工作资料)?"
    r"(?:[，,、\s]*(?:注意|妥善|请勿|不得|严禁).{0,8})?[）)】\]]?$"
)
_TERM_LINE_RE = re.compile(rf"保密期限\s*[：:]\s*(?P<term>{_TERM})")
_DISCLOSURE_RE = re.compile(
    r"(?:公开(?:方式|属性|选项|类别|形式)\s*[：:]\s*|^[（(]?(?:此件|本文)?)"
    r"(?P<word>主动公开|依申请公开|不予公开|不公开|删减后公开|公开发布|公开)\s*(?:[）)。]|$)"
)
_DISCLOSURE = {"公开发布": "主动公开", "公开": "主动公开", "不公开": "不予公开"}
_PHONE = r"[+0-9０-９（(][0-9０-９*×xX（）()\-—－ ]{5,20}[0-9０-９*×xX](?:\s*转\s*\d{1,5})?"
_CONTACT_RE = re.compile(
    r"(?:^|(?<=[（(；;。\n]))[ \t\u3000]*(?:\d{1,2}[.、]\s*)?(?:业务|工作)?联\s*系\s*人(?:及(?:联系)?(?:电话|方式))?[ \t\u3000]*[：:][ \t\u3000]*"
    r"(?P<name>[\u4e00-\u9fff·×XxＸ*]{2,8}?(?:[、 \u3000](?![联电手])[\u4e00-\u9fff·]{2,4}){0,2})(?=[，,；;、（( \t\u3000）)。\n]|联|电|\d|$)",
    re.MULTILINE,
)
_PHONE_LABEL_RE = re.compile(
    rf"(?:联\s*系\s*)?(?:电\s*话|手\s*机|方\s*式)(?:号码)?\s*[：:]\s*(?P<phones>{_PHONE}(?:\s*[、，,；;/]\s*{_PHONE})*)"
)
_BARE_PHONE_RE = re.compile(rf"^[，,、；;（( \t\u3000]*(?P<phones>{_PHONE}(?:\s*[、，,；;/]\s*{_PHONE})*)")
_BLANK_NAME_RE = re.compile(r"^[×XxＸ*某]+$|某某")
_MARKS_WITHIN = 12
_CONTACT_HEAD = 8000
_CONTACT_TAIL = 3000
_PHONE_WITHIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """One value and the place it was read from; `field` as in `kb.records.Metadata`."""

    field: str
    value: str
    span: Span


def read_markings(head: Sequence[HeadLine], text: str) -> tuple[Marking, ...]:
    """Return what is marked, each field at most once; redacted names (×××) count as missing."""
    found: dict[str, Marking] = {}
    for marking in (*_security(head), *_disclosure(head, text), *_contact(text)):
        found.setdefault(marking.field, marking)
    return tuple(found.values())


def _security(head: Sequence[HeadLine]) -> Iterator[Marking]:
    for line in head[:_MARKS_WITHIN]:
        stripped = line.text.strip()
        match = _MARK_RE.match(stripped) or _INTERNAL_RE.match(stripped)
        if match is not None:
            yield Marking(field="security", value=match["level"], span=line.span_of(match["level"]))
        term = (match if match is not None and match.re is _MARK_RE else None) or _TERM_LINE_RE.search(stripped)
        if term is not None and term["term"]:
            yield Marking(field="security_term", value=re.sub(r"\s", "", term["term"]), span=line.span_of(term["term"]))


def _disclosure(head: Sequence[HeadLine], text: str) -> Iterator[Marking]:
    for line in head:
        match = _DISCLOSURE_RE.search(line.text.strip())
        if match is not None:
            yield _disclosed(match["word"], line.span_of(match["word"]))
    start = max(0, len(text) - _CONTACT_TAIL)
    for tail in re.finditer(r"[^\n]+", text[start:]):
        match = _DISCLOSURE_RE.search(tail[0].strip()) if "公开" in tail[0] else None
        if match is not None:
            at = start + tail.start() + tail[0].find(match["word"])
            yield _disclosed(match["word"], Span(start=at, end=at + len(match["word"])))


def _disclosed(word: str, span: Span) -> Marking:
    return Marking(field="disclosure", value=_DISCLOSURE.get(word, word), span=span)


def _contact(text: str) -> Iterator[Marking]:
    """Yield the first person named as contact near the end of the letter or of the text, and their numbers."""
    tail = max(0, len(text) - _CONTACT_TAIL)
    matches = (*_CONTACT_RE.finditer(text, 0, _CONTACT_HEAD), *_CONTACT_RE.finditer(text, tail))
    match = next((one for one in matches if not _BLANK_NAME_RE.search(one["name"])), None)
    if match is None:
        return
    name = re.sub(r"[ \u3000]", "、", match["name"].strip())
    yield Marking(field="contact", value=name, span=Span(start=match.start("name"), end=match.end("name")))
    after = text[match.end() : match.end() + _PHONE_WITHIN]
    numbers = _BARE_PHONE_RE.match(after) or _PHONE_LABEL_RE.search(after)
    if numbers is not None:
        start, end = (match.end() + offset for offset in numbers.span("phones"))
        yield Marking(field="contact_phone", value=_joined(numbers["phones"]), span=Span(start=start, end=end))


def _joined(phones: str) -> str:
    return "、".join(part.strip() for part in re.split(r"[、，,；;/]", phones) if part.strip())
