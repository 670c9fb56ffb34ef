"""The second stage: reorder the best candidates by what trees learned about soft matches and signals.

The shipped folder `yubei-ranker-zh` holds plain arrays, compared with a manifest before use. Without it, or with
other token vectors than those it was learned with, the order stays that of the weighted signals.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from kb.encoders.model_folder import checked_digests
from kb.encoders.opening import SHIPPED_ENCODER_PATH
from kb.encoders.static_encoder import StaticEncoder
from kb.errors import EncoderUnavailable
from kb.records import Question
from kb.retrieval.ranking import weighted_sums
from kb.retrieval.scored import ScoredChunk
from kb.retrieval.soft_matcher import COLUMNS, SoftMatcher, Weigh
from kb.retrieval.tree_ensemble import TreeEnsemble

RANKER_PATH = SHIPPED_ENCODER_PATH.parent / "yubei-ranker-zh"
ARRAYS_NAME, FACTS_NAME = "trees.npz", "ranker.json"
HEAD = 24  # candidates that are reordered
SCALE = 5.0  # trees are learned beside the weighted sum of signals times this
# Where a question names its document, the signals alone were right more often on the exam questions.
NAMED_SHARE = 0.5
LOG = logging.getLogger(__name__)


class LearnedRanker:
    """Trees over the candidates of one question. Safe between threads."""

    def __init__(self, matcher: SoftMatcher, trees: TreeEnsemble) -> None:
        """Take the parts; `open` reads them from a folder."""
        self._matcher = matcher
        self._trees = trees

    @classmethod
    def open(cls, folder: Path, encoder: StaticEncoder) -> LearnedRanker:
        """Read the folder.

        Raises:
            EncoderUnavailable: A file is missing, changed or of another layout, or was learned with other vectors.
        """
        checked_digests(folder, (ARRAYS_NAME, FACTS_NAME))
        try:
            facts: dict[str, Any] = json.loads((folder / FACTS_NAME).read_text(encoding="utf-8"))
            with np.load(folder / ARRAYS_NAME, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            trees = TreeEnsemble.from_arrays(arrays, len(COLUMNS))
            kinds = arrays["kinds"].astype(np.uint8)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EncoderUnavailable(f"排序模型无法读取：{folder}（{error}）。请重新安装 yubei。") from error
        if tuple(facts.get("columns", ())) != COLUMNS or facts.get("encoder") != encoder.encoder_id:
            raise EncoderUnavailable(f"排序模型 {folder} 与随附的句向量模型不配套。请重新安装 yubei。")
        return cls(SoftMatcher(encoder, kinds), trees)

    def scores(self, question: Question, scored: Sequence[ScoredChunk], weigh: Weigh) -> list[float]:
        """Return a score for each candidate, on the scale of the weighted sum of signals.

        The order of the best `HEAD` candidates is new; all others stay behind them in the order they had.

        Args:
            weigh: Piece of the encoder's vocabulary → its idf over the base.
        """
        linear = weighted_sums(scored)
        order = np.argsort(-linear, kind="stable")
        head, tail = order[:HEAD], order[HEAD:]
        if len(head) > 1:
            chosen = [scored[place] for place in head]
            share = NAMED_SHARE if any(one.signals["named"] for one in chosen) else 1.0
            inputs = self._matcher.inputs(question, chosen, linear[head], weigh)
            linear[head] += share * self._trees.sums(inputs) / SCALE
        if len(tail):
            linear[tail] += min(0.0, linear[head].min() - linear[tail].max())
        return [float(value) for value in linear]


def open_learned_ranker(embedder: object, folder: Path = RANKER_PATH) -> LearnedRanker | None:
    """Return the ranker of a folder, None with a log line when it cannot be used.

    Args:
        embedder: The encoder of the base; when it is the shipped one, its vectors are shared.
    """
    try:
        encoder = embedder if isinstance(embedder, StaticEncoder) else _shipped_encoder()
        return LearnedRanker.open(folder, encoder)
    except EncoderUnavailable as error:
        LOG.warning("ranking without the learned second stage: %s", error)
        return None


@lru_cache(maxsize=1)
def _shipped_encoder() -> StaticEncoder:
    return StaticEncoder.open(SHIPPED_ENCODER_PATH)
