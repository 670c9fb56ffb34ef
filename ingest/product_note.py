"""What the outcome of a file says about the cards, questions and drafts that rest on clauses it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kb.catalog.product_records import RETIRED_WHEN_STALE, StaleSource

COUNTED_ZH = {"card": "张处置卡", "question": "道题", "draft": "份文稿", "drill_kit": "套演练材料"}


def product_note(stale: Sequence[StaleSource], day: date | None = None) -> str:
    """Say in Chinese how many products rest on clauses that have changed, or will; "" for none."""
    today = day or date.today()
    now = _counted(one for one in stale if one.since is None or one.since <= today)
    later = [one for one in stale if one.since is not None and one.since > today]
    told = [f"{now}所依据的条文有变化。"] if now else []
    told += [
        f"{_counted(one for one in later if one.since == since)}所依据的条文自 {since.isoformat()} 起有变化。"
        for since in sorted({one.since for one in later if one.since})
    ]
    return "".join(told)


def _counted(stale: Iterable[StaleSource]) -> str:
    products: dict[str, set[str]] = {}
    for one in stale:
        products.setdefault(one.kind, set()).add(one.product_id)
    return "、".join(
        f"{len(products[kind])} {name}{'（已停用）' if kind in RETIRED_WHEN_STALE else ''}"
        for kind, name in COUNTED_ZH.items()
        if kind in products
    )
