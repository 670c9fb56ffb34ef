"""When each version of a law is in force, read from file names and headings alone.

Independent of the product's reader: it looks for years in the few lines above INFO END, for the last 自…起施行 of the
text and for the day in the file name. A version begins on the latest of these days and ends when the next one begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kb.records import DocumentStatus

_DAY_RE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_STARTS_RE = re.compile(r"自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起\s*施行")
_NAME_DAY_RE = re.compile(r"[(_](\d{4})-?(\d\d)-?(\d\d)\)?$")
_HEAD_END = "<!-- INFO END -->"
_HEAD_LINES = 25
_NOT_LAWS = frozenset({"README.md", "_index.md", "法律法规模版.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedVersion:
    """A file of a law with several versions, and the day it begins, None when nothing states one."""

    path: Path
    begins: date | None


def multi_version_laws(folder: Path) -> dict[str, tuple[StatedVersion, ...]]:
    """Return the laws of which the folder holds several files, by name, versions in the order they begin.

    Files that begin on one day are copies of one version and stand together.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        if path.name not in _NOT_LAWS:
            files[law_name(path)].append(path)
    return {
        name: tuple(sorted((_version(path) for path in paths), key=lambda one: (one.begins or date.min, one.path)))
        for name, paths in files.items()
        if len(paths) > 1
    }


def law_name(path: Path) -> str:
    """Return the name of a law by its file name, without day, state and punctuation."""
    stem = unicodedata.normalize("NFKC", _NAME_DAY_RE.sub("", unicodedata.normalize("NFKC", path.stem)))
    return re.sub(r"\W", "", stem).replace("中华人民共和国", "")


def expected_status(versions: Sequence[StatedVersion], index: int, day: date) -> DocumentStatus:
    """Return what the status of a version must be on a day: not yet, in force, or superseded by a later one."""
    begins = versions[index].begins
    if begins is not None and day < begins:
        return DocumentStatus.NOT_YET
    later = (one.begins for one in versions if one.begins is not None)
    return (
        DocumentStatus.SUPERSEDED
        if any(start <= day and (begins is None or start > begins) for start in later)
        else DocumentStatus.IN_FORCE
    )


def days_of_change(groups: Iterable[Sequence[StatedVersion]], read: Mapping[Path, date | None]) -> list[date]:
    """Return the days around every beginning, stated or read.

    A status changes on these days only, so agreement on them is agreement on every day between.
    """
    begins = {one.begins for versions in groups for one in versions} | set(read.values())
    step = timedelta(days=1)
    return sorted({day for begin in begins if begin is not None for day in (begin - step, begin, begin + step)})


def _version(path: Path) -> StatedVersion:
    text = path.read_text(encoding="utf-8", errors="replace")
    head = text.split(_HEAD_END)[0] if _HEAD_END in text[:6000] else "\n".join(text.splitlines()[:_HEAD_LINES])
    days = [_day(*match) for line in head.splitlines() if not line.startswith("第") for match in _DAY_RE.findall(line)]
    stated = [day for day in days if day is not None]
    starts = [_day(*match) for match in _STARTS_RE.findall(text)]
    named = _NAME_DAY_RE.search(unicodedata.normalize("NFKC", path.stem))
    if named is not None and (day := _day(*named.groups())) is not None and (not stated or day > max(stated)):
        stated.append(day)
    if starts and starts[-1] is not None:
        stated.append(starts[-1])
    return StatedVersion(path=path, begins=max(stated, default=None))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
