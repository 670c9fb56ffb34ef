"""The names a rule had before it was renamed, as the record of its amendments tells them.

根据2010年…《关于修改〈某市殡葬管理暂行条例〉的决定》修正, printed above 某市殡葬管理条例: the text once had that name, and a
copy under it is no longer in force. A decision on several rules (…等十件…), a rule of another place and a name that has
little in common with the title say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.metadata.head import HeadLine
from ingest.metadata.places import region_at_start
from ingest.metadata.work import normalize_title

_AMENDED_RE = re.compile(r"关于修改[〈<《]([^〈〉<>《》\n]{4,60})[〉>》]的决定")
_ALIKE = 0.5


def read_former_names(head: Sequence[HeadLine], title: str) -> tuple[str, ...]:
    """Return the earlier names of a rule, in the order of its amendments."""
    if "修改" in title or not title:
        return ()
    names = (match[1] for line in head for match in _AMENDED_RE.finditer(line.text))
    return tuple(dict.fromkeys(name for name in names if _is_former(name, title)))


def _is_former(name: str, title: str) -> bool:
    old, new = normalize_title(name), normalize_title(title)
    if old == new or new.endswith(old) or region_at_start(name) != region_at_start(title):
        return False
    first, second = _pairs(old), _pairs(new)
    return 2 * len(first & second) >= _ALIKE * (len(first) + len(second))


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
