"""What a question is looked up by."""

from __future__ import annotations

from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.records import Question
from kb.retrieval.lexical_search import LexicalSearch, LexicalView
from kb.retrieval.snapshot import SnapshotKeeper
from kb.retrieval.terms import MAX_TERMS, SearchTerms, search_terms
from kb.text import default_tokenizer
from tests.kb.retrieval.conftest import ENCODER


def view_of(catalog: Catalog, projections: ProjectionSet) -> LexicalView:
    search = LexicalSearch(catalog, projections, default_tokenizer())
    return search.current(SnapshotKeeper(catalog, ENCODER).current())


def terms_of(text: str, view: LexicalView, *terms: str) -> SearchTerms:
    return search_terms(Question(text=text, normalized=text, terms=terms), default_tokenizer(), view)


def test_how_people_ask_is_not_looked_up(catalog: Catalog, projections: ProjectionSet) -> None:
    view = view_of(catalog, projections)
    assert terms_of("管涌了怎么办？", view).lookup_bigrams == terms_of("管涌了", view).lookup_bigrams
    assert "怎么" not in terms_of("管涌怎么处理", view).lookup_bigrams
    assert terms_of("怎么办", view).lookup_bigrams == ("怎么", "么办")


def test_other_names_are_kept_apart_from_the_spoken_words(catalog: Catalog, projections: ProjectionSet) -> None:
    found = terms_of("堤防漏水", view_of(catalog, projections), "管涌")
    assert "管涌" in found.lookup_synonyms
    assert "管涌" not in found.lookup_words


def test_rare_terms_weigh_more(catalog: Catalog, projections: ProjectionSet) -> None:
    weights = dict(terms_of("渡船 管涌", view_of(catalog, projections)).words)
    assert weights["管涌"] > weights["渡船"] > 0


def test_a_very_long_question_is_cut(catalog: Catalog, projections: ProjectionSet) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(5_000))
    found = terms_of(text, view_of(catalog, projections))
    assert len(found.lookup_words) <= MAX_TERMS
    assert len(found.lookup_bigrams) == MAX_TERMS
