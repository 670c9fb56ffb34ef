"""A small card over the one document of the page's tests."""

from __future__ import annotations

from datetime import date

from assistant.cards.life.citing import citation_at
from assistant.cards.life.keeping import keep_card
from assistant.records import Card, CardField, CardLine
from kb.catalog.product_records import Product
from kb.knowledge_base import KnowledgeBase

LIMIT = "市防汛抗旱指挥部接到报告后，应当在30分钟内启动Ⅱ级响应，并向市人民政府报告。"
PHONE = "市防汛抗旱指挥部办公室值班电话为0600-5550122。"


def flood_card(kb: KnowledgeBase, document_id: str) -> Card:
    """Return a card of one step and one phone, both verbatim."""
    text = kb.document(document_id).text
    citations = tuple(
        citation_at(kb, document_id, text.index(words), text.index(words) + len(words), marker)
        for marker, words in enumerate((LIMIT, PHONE), start=1)
    )
    return Card(
        unit="临澜市防汛抗旱指挥部",
        position="值班员",
        hazard="洪水",
        site="",
        family="值班与指挥",
        lines=(
            CardLine(field=CardField.STEP, text=LIMIT, markers=(1,)),
            CardLine(field=CardField.PHONE, text=PHONE, markers=(2,)),
        ),
        citations=citations,
        problems=(),
        drafted_on=date.today(),
    )


def keep(kb: KnowledgeBase, document_id: str) -> Product:
    """Keep it."""
    return keep_card(kb, flood_card(kb, document_id), "王编辑")
