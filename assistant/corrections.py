"""What an editor may correct of a document, as people write it: Chinese names, dates, types, hazards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache

from kb.divisions import default_divisions
from kb.errors import InputRefused
from kb.records import STATUS_ZH, DocumentStatus, Metadata
from kb.taxonomy import default_taxonomy

MAX_VALUE = 300
MAX_EDITOR = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY_RE = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")
_CONTROL_RE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NUMBER_RE = re.compile(r"[〔\[［﹝【(（〈「]\s*((?:19|20)\d\d)\s*[〕\]］﹞】)）〉」]")


class FieldKind(Enum):
    """How a field is written."""

    TEXT = auto()
    DAY = auto()
    CHOICE = auto()
    CHOICES = auto()
    TITLES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectableField:
    """A field of `kb.records.Metadata` with its Chinese name."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT


FIELDS: tuple[CorrectableField, ...] = (
    CorrectableField(name="title", label="标题"),
    CorrectableField(name="issuer", label="发文机关"),
    CorrectableField(name="document_number", label="文号"),
    CorrectableField(name="doc_type", label="文档类型", kind=FieldKind.CHOICE),
    CorrectableField(name="hazards", label="灾种", kind=FieldKind.CHOICES),
    CorrectableField(name="region", label="地区"),
    CorrectableField(name="level", label="层级", kind=FieldKind.CHOICE),
    CorrectableField(name="status", label="效力状态", kind=FieldKind.CHOICE),
    CorrectableField(name="adopted_on", label="通过日期", kind=FieldKind.DAY),
    CorrectableField(name="issued_on", label="发布日期", kind=FieldKind.DAY),
    CorrectableField(name="effective_on", label="施行日期", kind=FieldKind.DAY),
    CorrectableField(name="revised_on", label="修订日期", kind=FieldKind.DAY),
    CorrectableField(name="expires_on", label="失效日期", kind=FieldKind.DAY),
    CorrectableField(name="repeals", label="废止的文件", kind=FieldKind.TITLES),
    CorrectableField(name="security", label="密级", kind=FieldKind.CHOICE),
    CorrectableField(name="security_term", label="保密期限"),
    CorrectableField(name="disclosure", label="公开属性", kind=FieldKind.CHOICE),
    CorrectableField(name="contact", label="联系人"),
    CorrectableField(name="contact_phone", label="联系电话"),
)
_SECURITY = ("内部", "秘密", "机密", "绝密")
_DISCLOSURE = ("主动公开", "依申请公开", "不予公开", "删减后公开")


def field_named(name: str) -> CorrectableField:
    """Return the field of an id or a Chinese name.

    Raises:
        InputRefused: There is none; the message lists the Chinese names.
    """
    wanted = name.strip()
    for field in FIELDS:
        if wanted in (field.name, field.label):
            return field
    raise InputRefused(f"没有“{wanted}”这个字段；可更正：{'、'.join(field.label for field in FIELDS)}。")


def parse_value(field: CorrectableField, written: str) -> object:
    """Return what an editor wrote as a value of the field; an empty text means that the document has none.

    Raises:
        InputRefused: It is no value of the field; the message says how to write one.
    """
    text = written.strip()
    if len(text) > MAX_VALUE or _CONTROL_RE.search(text.replace("\n", "")):
        raise InputRefused(f"“{field.label}”过长或含有控制字符，请控制在 {MAX_VALUE} 字以内。")
    if field.kind is FieldKind.DAY:
        return _day(field, text)
    if field.kind is FieldKind.CHOICE:
        return _choice(field, text)
    if field.kind is FieldKind.CHOICES:
        return [_choice(field, part) for part in re.split(r"[、，,；;\s]+", text) if part]
    if field.kind is FieldKind.TITLES:
        return [_bare(part) for part in re.split(r"[；;\n]+", text) if part.strip()]
    return _text(field, text)


def show_value(field: CorrectableField, value: object) -> str:
    """Return a value as an editor reads and writes it; "" for none."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, DocumentStatus):
        return STATUS_ZH[value]
    names = {key: name for name, key in reversed(_choices(field.name)) if name != key}
    if isinstance(value, tuple | list):
        separator = "；" if field.kind is FieldKind.TITLES else "、"
        return separator.join(names.get(str(one), str(one)) for one in value)
    return names.get(str(value), str(value)) if value else ""


def checked_editor(name: str) -> str:
    """Return the name a correction is signed with.

    Raises:
        InputRefused: It is empty, too long, or holds control characters.
    """
    editor = name.strip()
    if not editor or len(editor) > MAX_EDITOR or _CONTROL_RE.search(editor):
        raise InputRefused(f"请填写更正人姓名（不超过 {MAX_EDITOR} 字），以便日后核对是谁改的。")
    return editor


def choices_of(field: CorrectableField) -> tuple[str, ...]:
    """Return the Chinese names a field may have, () for free text."""
    names: Mapping[str, None] = dict.fromkeys(_main_names(field.name))
    return tuple(names)


def values_of(metadata: Metadata) -> Iterable[tuple[CorrectableField, object]]:
    """Yield every field with its value, in the order people look at them."""
    return ((field, getattr(metadata, field.name)) for field in FIELDS)


def _day(field: CorrectableField, text: str) -> str:
    if not text:
        return ""
    match = _DAY_RE.fullmatch(text)
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InputRefused(f"{field.label}“{text}”无效，请写成 2024-11-01 或 2024年11月1日；没有就留空。")
    return day.isoformat()


def _choice(field: CorrectableField, text: str) -> str:
    if not text and field.name != "status":
        return ""
    for name, key in _choices(field.name):
        if text in (name, key):
            return key
    offered = "、".join(choices_of(field))
    raise InputRefused(f"{field.label}不能是“{text}”；可选：{offered}。")


def _text(field: CorrectableField, text: str) -> str:
    single = re.sub(r"\s*\n\s*", "", text)
    if field.name == "title":
        return _bare(single)
    if field.name == "region":
        return default_divisions().standard(single)
    return _NUMBER_RE.sub(r"〔\1〕", single) if field.name == "document_number" else single


def _bare(title: str) -> str:
    stripped = title.strip()
    whole = stripped.startswith("《") and stripped.endswith("》") and "《" not in stripped[1:]
    return stripped[1:-1] if whole else stripped


def _main_names(field: str) -> Sequence[str]:
    seen: dict[str, str] = {}
    for name, key in _choices(field):
        seen.setdefault(key, name)
    return tuple(seen.values())


@cache
def _choices(field: str) -> tuple[tuple[str, str], ...]:
    """Return (Chinese name, value) pairs of a field, the main name of each value first."""
    taxonomy = default_taxonomy()
    if field == "doc_type":
        types = taxonomy.doc_types
        return (
            *((one.name, one.type_id) for one in types),
            *((alias, one.type_id) for one in types for alias in one.aliases),
        )
    if field == "hazards":
        hazards = taxonomy.entries.hazards
        return (
            *((one.name, one.hazard_id) for one in hazards),
            *((alias, one.hazard_id) for one in hazards for alias in one.aliases),
        )
    if field == "level":
        return tuple((one.name, one.level_id) for one in taxonomy.entries.issuing_levels)
    if field == "status":
        return tuple((STATUS_ZH[status], status.value) for status in DocumentStatus)
    return tuple((word, word) for word in {"security": _SECURITY, "disclosure": _DISCLOSURE}.get(field, ()))
