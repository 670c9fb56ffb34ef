"""What the outcome of a file says about what else it concerns: cards and questions on its clauses, its twins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kb.catalog.product_records import RETIRED_WHEN_STALE, StaleSource
from kb.catalog.twins import Twin

MOST_NAMED = 3
COUNTED_ZH = {"card": "张处置卡", "question": "道题", "draft": "份文稿", "drill_kit": "套演练材料"}


def product_note(stale: Sequence[StaleSource], day: date | None = None) -> str:
    """Say in Chinese how many products rest on clauses that have changed, or will; "" for none."""
    today = day or date.today()
    beside = _counted(one for one in stale if one.how == "differs")
    now = _counted(one for one in stale if one.how != "differs" and (one.since is None or one.since <= today))
    later = [one for one in stale if one.since is not None and one.since > today]
    told = [f"{now}所依据的条文有变化。"] if now else []
    told += [f"{beside}所依据的条文，两份文件写法不同，待核对。"] if beside else []
    told += [
        f"{_counted(one for one in later if one.since == since)}所依据的条文自 {since.isoformat()} 起有变化。"
        for since in sorted({one.since for one in later if one.since})
    ]
    return "".join(told)


def twin_note(twins: Sequence[Twin], *, approved: bool) -> str:
    """Say in Chinese that the base holds the same work with the same days and other words, and what to do; "" for none.

    Args:
        approved: Whether the new document counts already; an upload counts only after its approval.
    """
    if not twins:
        return ""
    days = f"生效日期相同（{twins[0].begins.isoformat()}）" if twins[0].begins else "都没有日期"
    counts = "两份同时有效" if approved else "审核通过后两份同时有效"
    held = "；".join(f"《{one.title}》（来源 {one.source_uri}，{one.differing} 句不同）" for one in twins[:MOST_NAMED])
    more = f"等 {len(twins)} 份" if len(twins) > MOST_NAMED else ""
    return (
        f"库中另有{held}{more}，{days}、内容不同，{counts}，程序不能判断哪份较新。"
        "请确认：更正新版的施行日期（yubei correct），或移除过时的一份（yubei remove，或文档库→删除）。"
    )


def _counted(stale: Iterable[StaleSource]) -> str:
    products: dict[str, set[str]] = {}
    for one in stale:
        products.setdefault(one.kind, set()).add(one.product_id)
    return "、".join(
        f"{len(products[kind])} {name}{'（已停用）' if kind in RETIRED_WHEN_STALE else ''}"
        for kind, name in COUNTED_ZH.items()
        if kind in products
    )
