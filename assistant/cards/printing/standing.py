"""What a printed card says about itself: its state, its version, who answers for it and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.catalog.product_records import ProductState

SIGNATURES = "审核：＿＿＿＿＿　签发：＿＿＿＿＿　生效：＿＿＿＿＿"


STATE_ZH: dict[ProductState, str] = {
    ProductState.DRAFT: "草稿",
    ProductState.REVIEWED: "已审核",
    ProductState.APPROVED: "已签发",
    ProductState.WITHDRAWN: "已停用",
}
STATE_NOTE: dict[ProductState, str] = {
    ProductState.DRAFT: "草稿，签发后生效",
    ProductState.REVIEWED: "已审核，签发后生效",
    ProductState.APPROVED: "已签发",
    ProductState.WITHDRAWN: "已停用，请勿使用",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a card is on its way.

    Attributes:
        card_id: Under which id it is kept; "" for one that is not kept.
        version: 1 or more for a kept card, else 0.
        review_on: When it has to be looked at again.
    """

    state: ProductState = ProductState.DRAFT
    card_id: str = ""
    version: int = 0
    reviewed_by: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    review_on: date | None = None


NOT_KEPT = Standing()


def standing_lines(standing: Standing, drafted_on: date) -> tuple[str, ...]:
    """Return what is printed: state, version and days; then who answers for it, or room for signatures."""
    version = f"版本 {standing.version}" if standing.version else "未保存版本"
    parts = [STATE_ZH[standing.state], version, f"起草 {drafted_on.isoformat()}"]
    if standing.approved_on and standing.state is ProductState.APPROVED:
        parts.append(f"签发 {standing.approved_on.isoformat()}")
    if standing.review_on:
        parts.append(f"下次复审 {standing.review_on.isoformat()}")
    named = [("审核", standing.reviewed_by), ("签发", standing.approved_by)]
    people = "　".join(f"{role}：{name or '＿＿＿＿＿'}" for role, name in named)
    signed = people if any(name for _, name in named) else SIGNATURES
    return "　".join(parts), signed
