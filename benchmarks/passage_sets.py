"""Question sets in the format corpus.jsonl, queries.jsonl, qrels.tsv: the same code as `yubei eval --corpus`."""

from assistant.evaluation.passage_base import PassageBase, passage_base
from assistant.evaluation.passage_sets import Passage, PassageSet, load_set

__all__ = ["Passage", "PassageBase", "PassageSet", "load_set", "passage_base"]
