"""Review, approve, renew and withdraw kept cards; each by a person with a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.cards.check_context import Release
from assistant.cards.layout import FIELD_TITLES
from assistant.cards.life.keeping import kept_card
from assistant.cards.life.problems import problems_today
from assistant.cards.life.records import KeptCard
from assistant.cards.printing.standing import STATE_ZH, Standing
from assistant.records import Card, CardProblem
from kb.catalog.product_records import Product, ProductChange, ProductState, may_follow
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

SHOWN_PROBLEMS = 12
OWN_REVIEW = "审核人就是起草人：单位有条件的，建议换一人审核。"
OWN_APPROVAL = "签发人就是审核人：单位有条件的，建议由安全负责人签发。"


def review_card(
    kb: KnowledgeBase, product_id: str, by: str, note: str = "", *, version: int = 0
) -> tuple[Product, tuple[str, ...]]:
    """Note that a person has read the newest version; return it with advice.

    That the drafter reviews is advised against but not refused: a small unit may have one person for both.

    Raises:
        InputRefused: There is no such card, it is no draft, or a newer version came.
    """
    _refuse_step(kept_card(kb, product_id).product, ProductState.REVIEWED)
    product = kb.catalog.products.change_state(product_id, ProductState.REVIEWED, by, note, version=version)
    return product, (OWN_REVIEW,) if by in drafters(kb, product) else ()


def approve_card(
    kb: KnowledgeBase, product_id: str, by: str, note: str = "", *, review_on: date, version: int = 0
) -> tuple[Product, tuple[str, ...]]:
    """Put the reviewed version of a card in use; return it with advice.

    Raises:
        InputRefused: There is no such card, it was not reviewed, a newer version came, or something stands against it;
            the message lists what, why and what to do.
    """
    kept = kept_card(kb, product_id)
    _refuse_step(kept.product, ProductState.APPROVED)
    reviewer = reviewed_by(kb, kept.product)
    release = Release(
        version=kept.product.version, reviewed_by=reviewer or "", effective_on=date.today(), review_on=review_on
    )
    refuse_blocking(kept, [one for one in problems_today(kb, kept, release) if one.blocking], "签发")
    product = kb.catalog.products.change_state(
        product_id, ProductState.APPROVED, by, note, version=version or kept.product.version, review_on=review_on
    )
    return product, (OWN_APPROVAL,) if by == reviewer else ()


def renew_card(kb: KnowledgeBase, product_id: str, by: str, note: str = "", *, review_on: date) -> Product:
    """Note that the version in use was checked again and stays.

    Raises:
        InputRefused: No version is in use, or something stands against it.
    """
    in_use = kb.catalog.products.in_use(product_id)
    if in_use is None:
        title = kept_card(kb, product_id).product.title
        raise InputRefused(f"“{title}”没有在用的签发版本，不能登记复审。请先审核、签发。")
    kept = kept_card(kb, product_id, in_use.version)
    refuse_blocking(kept, [one for one in problems_today(kb, kept) if one.blocking], "复审通过")
    return kb.catalog.products.renew(product_id, review_on, by, note)


def withdraw_card(kb: KnowledgeBase, product_id: str, by: str, note: str, *, version: int = 0) -> Product:
    """Take a card out of use.

    Raises:
        InputRefused: There is no such card, it is withdrawn already, or no reason is given.
    """
    _refuse_step(kept_card(kb, product_id).product, ProductState.WITHDRAWN)
    if not note.strip():
        raise InputRefused("请写明停用的原因，例如：罐区已拆除；由新卡代替。")
    return kb.catalog.products.change_state(product_id, ProductState.WITHDRAWN, by, note, version=version)


def back_to_draft(kb: KnowledgeBase, product_id: str, by: str, note: str = "", *, version: int = 0) -> Product:
    """Send a reviewed card back, or take a withdrawn one up again.

    Raises:
        InputRefused: There is no such card, or it is neither.
    """
    _refuse_step(kept_card(kb, product_id).product, ProductState.DRAFT)
    return kb.catalog.products.change_state(product_id, ProductState.DRAFT, by, note, version=version)


def _refuse_step(product: Product, state: ProductState) -> None:
    """Refuse a state that cannot follow, in the words of cards."""
    if not may_follow(product.kind, product.state, state):
        possible = "、".join(STATE_ZH[one] for one in ProductState if may_follow(product.kind, product.state, one))
        raise InputRefused(
            f"“{product.title}”现在是“{STATE_ZH[product.state]}”，不能直接改为“{STATE_ZH[state]}”；下一步可以是：{possible}。"
        )


def refuse_blocking(kept: KeptCard, blocking: list[CardProblem], what: str) -> None:
    """Refuse a step while something stands against a card.

    Raises:
        InputRefused: Something does.
    """
    if not blocking:
        return
    told = [f"{number}. {problem_text(one)}" for number, one in enumerate(blocking[:SHOWN_PROBLEMS], start=1)]
    if len(blocking) > SHOWN_PROBLEMS:
        told.append(f"……另有 {len(blocking) - SHOWN_PROBLEMS} 处")
    listed = "\n".join(told)
    raise InputRefused(
        f"“{kept.product.title}”还不能{what}，有 {len(blocking)} 处必须先解决：\n{listed}\n请逐条改正（改行、换来源或删去）后重新送审。"
    )


def problem_text(problem: CardProblem) -> str:
    """Return a finding with its field and its rule."""
    return f"【{FIELD_TITLES[problem.field]}】{problem.message}（依据：{problem.source}）"


def drafters(kb: KnowledgeBase, product: Product) -> set[str]:
    """Return who made or changed the wording of the newest version."""
    history = kb.catalog.products.history(product.product_id)
    return {one.by for one in history if one.action == "saved" and one.version == product.version}


def reviewed_by(kb: KnowledgeBase, product: Product) -> str:
    """Return who reviewed this version, "" when nobody did."""
    return _who(kb.catalog.products.history(product.product_id), product.version, ProductState.REVIEWED)


def _who(history: tuple[ProductChange, ...], version: int, state: ProductState) -> str:
    done = [one.by for one in history if one.action == "state" and one.version == version and one.state is state]
    return done[-1] if done else ""


def standing_of(kb: KnowledgeBase, kept: KeptCard) -> Standing:
    """Return what is printed of a kept card's state, for the version that was opened."""
    product = kept.product
    history = kb.catalog.products.history(product.product_id)
    in_use = product.version == product.approved_version
    return Standing(
        state=ProductState.APPROVED if in_use else product.state,
        card_id=product.product_id,
        version=product.version,
        reviewed_by=_who(history, product.version, ProductState.REVIEWED),
        approved_by=_who(history, product.version, ProductState.APPROVED) if in_use else "",
        approved_on=product.approved_on if in_use else None,
        review_on=product.review_on if in_use else None,
    )


def printable(kb: KnowledgeBase, kept: KeptCard) -> Card:
    """Return the card with what stands against it today, as it is shown and printed."""
    return replace(kept.card, problems=problems_today(kb, kept))


def next_review(days: int, today: date | None = None) -> date:
    """Return the day by which a card approved today has to be looked at again."""
    return (today or date.today()) + timedelta(days=days)
