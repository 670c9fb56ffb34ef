"""Zip archives as other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """Return an archive; names are marked as UTF-8 where needed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_gbk_zip(members: Mapping[str, bytes]) -> bytes:
    """Return an archive with names in GBK and no mark of it, as Windows in Chinese writes them."""
    placeholders = {f"{number:0{len(name.encode('gbk'))}d}": name for number, name in enumerate(members)}
    data = make_zip({placeholder: members[name] for placeholder, name in placeholders.items()})
    for placeholder, name in placeholders.items():
        data = data.replace(placeholder.encode(), name.encode("gbk"))
    return data
