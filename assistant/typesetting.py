"""Pages set by the typst library, the only importer of it: a shipped template plus data, never text turned into markup."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib import resources
from typing import Any

from kb.errors import ExportFailed

PAGE_DOTS = 144  # dots per inch of a picture of a page
# What Windows, macOS and Linux come with, the best first. Upright for headings, with serifs for running text.
HEADING_FONTS = (
    "SimHei",
    "Microsoft YaHei",
    "PingFang SC",
    "Heiti SC",
    "Hiragino Sans GB",
    "STHeiti",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
BODY_FONTS = (
    "SimSun",
    "NSimSun",
    "Songti SC",
    "STSong",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
)
NO_FONT = (
    "本机没有可用的中文字体，不能排版 PDF 和预览图。请安装“思源黑体”“文泉驿”或 Windows 自带的宋体、黑体后重试；"
    "Word 文件不受影响，可以先导出 Word。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The font families to set Chinese with, the best first; each is installed here."""

    heading: tuple[str, ...]
    body: tuple[str, ...]


def chosen_fonts(families: Collection[str]) -> Fonts:
    """Return which of the installed families to use; running text falls back to a heading font.

    Raises:
        ExportFailed: None of the known Chinese fonts is among them.
    """
    upright = tuple(name for name in HEADING_FONTS if name in families)
    serif = tuple(name for name in BODY_FONTS if name in families)
    if not upright and not serif:
        raise ExportFailed(NO_FONT)
    return Fonts(heading=(*upright, *serif), body=(*serif, *upright))


def set_pdf(template: str, data: Mapping[str, object], day: date) -> bytes:
    """Return the PDF that a template makes of the data; the same data give the same bytes on one machine.

    Args:
        template: Path below `templates/`, e.g. cards/card.typ. It reads the JSON of `data` from `sys.inputs.data`;
            `data["fonts"]` is added.
        day: What the file names as the day it was made.

    Raises:
        ExportFailed: There is no Chinese font, or the template cannot be set.
    """
    made_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    made: bytes = _run(template, data, "compile", format="pdf", timestamp=made_at)
    return made


def set_pictures(template: str, data: Mapping[str, object], dots: int = PAGE_DOTS) -> tuple[bytes, ...]:
    """Return each page as a PNG file.

    Raises:
        ExportFailed: As `set_pdf`.
    """
    made = _run(template, data, "compile", format="png", ppi=float(dots))
    return (made,) if isinstance(made, bytes) else tuple(made)


def set_facts(template: str, data: Mapping[str, object], label: str) -> dict[str, Any]:
    """Return the facts that a template reports about its pages: the dictionary it puts under a label.

    Raises:
        ExportFailed: As `set_pdf`.
    """
    found: dict[str, Any] = json.loads(_run(template, data, "query", f"<{label}>", field="value", one=True))
    return found


def _run(template: str, data: Mapping[str, object], action: str, *arguments: str, **options: Any) -> Any:
    """Run one action of the library; every call is on its own, so several sessions may set pages at once."""
    import typst

    source = (resources.files("assistant") / "templates" / template).read_bytes()
    fonts = fonts_here()
    full = {**data, "fonts": {"heading": fonts.heading, "body": fonts.body}}
    inputs = {"data": json.dumps(full, ensure_ascii=False)}
    try:
        return getattr(typst, action)(source, *arguments, font_paths=_installed(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise ExportFailed(f"排版没有成功（{error}）。请重试；仍不行时先导出 Word，并把这句话交给维护人员。") from error


@lru_cache(maxsize=1)
def _installed() -> Any:  # typst.Fonts
    """Find the fonts of this machine once; this reads every font file's names."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def fonts_here() -> Fonts:
    """Return the Chinese fonts of this machine.

    Raises:
        ExportFailed: There is none.
    """
    return chosen_fonts(frozenset(_installed().families()))
