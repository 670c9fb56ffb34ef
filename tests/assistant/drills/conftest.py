"""The plans and drill records of the sample corpora as a base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drills.kit import build_kit
from assistant.drills.records import DrillKit, UserScenario
from kb.knowledge_base import KnowledgeBase
from tests.assistant.cards.conftest import filled

NAMES = ("现场处置方案", "演练", "锦程百货", "石桥村", "森林火灾", "防汛抗旱", "综合应急预案", "火灾事故应急预案")


def base_of(folder: Path, corpora: Path, names: tuple[str, ...]) -> KnowledgeBase:
    """Open a base with the sample documents whose file names hold one of the words."""
    paths = [one for one in sorted(corpora.rglob("*")) if one.is_file() and any(name in one.name for name in names)]
    return filled(folder, {path: path.read_bytes() for path in paths})


@pytest.fixture(scope="session")
def drill_base(tmp_path_factory: pytest.TempPathFactory, corpora_dir: Path) -> Iterator[KnowledgeBase]:
    """Plans and records of drills; tests only read it."""
    with base_of(tmp_path_factory.mktemp("drills"), corpora_dir, NAMES) as base:
        yield base


@pytest.fixture
def own_base(tmp_path: Path, corpora_dir: Path) -> Iterator[KnowledgeBase]:
    """A base with one plan, for tests that write."""
    with base_of(tmp_path / "base", corpora_dir, ("锦程百货",)) as base:
        yield base


def document_id(base: KnowledgeBase, words: str) -> str:
    """Return the id of the one document whose title holds the words."""
    (found,) = [one.document_id for one in base.summaries() if words in one.metadata.title]
    return found


@pytest.fixture(scope="session")
def ammonia(drill_base: KnowledgeBase) -> DrillKit:
    """A tabletop drill of the ammonia leak."""
    return build_kit(drill_base, document_id(drill_base, "恒泰化工有限公司现场处置方案"), hazard="液氨泄漏")


@pytest.fixture(scope="session")
def forest(drill_base: KnowledgeBase) -> DrillKit:
    """A tabletop drill of a forest fire, response level three."""
    scenario = UserScenario(level="Ⅲ级")
    return build_kit(drill_base, document_id(drill_base, "森林火灾"), hazard="森林火灾", scenario=scenario)
