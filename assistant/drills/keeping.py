"""Keep a kit among the products of the base, resting on its clauses: when the plan changes, the kit is known to be stale."""

from __future__ import annotations

import json

from assistant.corrections import checked_editor
from assistant.drills.kit_json import kit_form, kit_from_form
from assistant.drills.records import FORM_ZH, Clause, DrillKit
from kb.catalog.product_records import Product, ProductSource
from kb.errors import InputRefused
from kb.knowledge_base import KnowledgeBase

KIND = "drill_kit"


def keep_kit(kb: KnowledgeBase, kit: DrillKit, by: str, *, product_id: str = "") -> Product:
    """Store a kit as a draft product, or as a new version of a kept one.

    Raises:
        InputRefused: Nobody is named, or there is no such product.
        StoreReadOnly: The base is open for reading.
    """
    work_id = kb.document(kit.document_id).work_id
    clauses = [one.clause for one in kit.actions] + [one.clause for one in kit.bans] + [*kit.stops, *kit.hazard_clauses]
    sources = tuple(source_of(one, work_id) for one in dict.fromkeys(clauses))
    body = json.dumps(kit_form(kit), ensure_ascii=False)
    title = f"{kit.hazard or kit.title}{FORM_ZH[kit.form]}：{kit.title}"
    return kb.catalog.products.save(KIND, title, body, sources, checked_editor(by), product_id=product_id)


def kept_kit(product: Product) -> DrillKit:
    """Return the kit that a product keeps.

    Raises:
        InputRefused: The product is no kit.
    """
    if product.kind != KIND:
        raise InputRefused(f"“{product.title}”不是演练方案。请在演练台账里选择。")
    return kit_from_form(json.loads(product.body))


def source_of(clause: Clause, work_id: str) -> ProductSource:
    """Return a clause as a source of a product."""
    return ProductSource(
        document_id=clause.document_id,
        work_id=work_id,
        title=clause.document_title,
        heading_path=clause.heading_path,
        start=clause.start,
        end=clause.end,
        quote=clause.quote,
    )
