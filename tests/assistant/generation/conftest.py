"""A small base and an answerer over it with a model behind a real endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.chat_models import open_chat_model
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import load_settings
from tests.builders import make_document, original_of

PLAN = """青石镇山洪灾害应急预案
1 信息报告
村民委员会发现山洪险情后，应当在10分钟内电话报告镇值班室0600-5553001。
镇值班室接到报告后，应当在20分钟内报告县防汛抗旱指挥部。
2 响应启动
Ⅱ级响应由镇长批准启动，转移人员不少于200人。
3 安全要求
救援人员严禁单独下水搜救。"""

OpenAnswerer = Callable[[str], Answerer]


@pytest.fixture(scope="session")
def plan_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A base that holds one plan."""
    settings = load_settings(data_path=tmp_path_factory.mktemp("generation"))
    with KnowledgeBase.open(settings, open_encoder(settings), writable=True) as base:
        document = make_document(PLAN, title="青石镇山洪灾害应急预案")
        base.replace_documents([document], {document.document_id: original_of(document)})
        yield base


@pytest.fixture()
def answerer_at(plan_base: KnowledgeBase, tmp_path: Path) -> OpenAnswerer:
    """Return an answerer whose model is at a URL."""

    def open_at(url: str) -> Answerer:
        settings = load_settings(data_path=tmp_path, llm_base_url=url, llm_model="tiny")
        return Answerer(plan_base, open_chat_model(settings))

    return open_at
