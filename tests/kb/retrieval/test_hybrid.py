"""The retriever as a whole: freshness, failing projections, filters, names, order."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.catalog import Catalog
from kb.projections import ProjectionSet
from kb.records import AnswerKind, DocumentStatus, Filters, Question
from kb.retrieval import HybridRetriever
from kb.text import default_tokenizer
from tests.builders import stored
from tests.kb.retrieval.conftest import ALL, ENCODER, FLOOD, LAW, QUAKE, Ask, plan

LEAK = "发现堤防管涌，巡查人员应当在10分钟内报告市防汛抗旱指挥部。"


def text_of(line: int) -> str:
    return FLOOD.text.splitlines()[line]


def test_the_best_chunk_comes_first_with_nothing_applied(ask: Ask) -> None:
    assert ask("堤防管涌多久报告")[0] == ("临澜市防汛应急预案", LEAK)


def test_the_same_order_before_and_after_the_projections_caught_up(ask: Ask, projections: ProjectionSet) -> None:
    questions = ("堤防管涌多久报告", "搜救队伍多久派出", "编织袋储备多少", "渡船载客不得超过几人")
    before = [ask(one)[:1] for one in questions]
    projections.sync_lexical()
    assert [ask(one)[:1] for one in questions] == before


def test_a_document_is_found_right_after_its_commit(ask: Ask, catalog: Catalog, projections: ProjectionSet) -> None:
    projections.sync()
    assert ask("液氨泄漏关闭阀门")[:1] != [("液氨泄漏预案", "液氨泄漏后立即关闭进料阀门。")]
    catalog.replace_documents([stored(plan("液氨泄漏预案", "液氨泄漏后立即关闭进料阀门。"), ENCODER)])
    assert ask("液氨泄漏关闭阀门")[0] == ("液氨泄漏预案", "液氨泄漏后立即关闭进料阀门。")


def test_a_removed_document_is_not_found_before_the_projections_know(
    ask: Ask, catalog: Catalog, projections: ProjectionSet
) -> None:
    projections.sync_lexical()
    catalog.remove_document(FLOOD.document_id)
    assert "临澜市防汛应急预案" not in {title for title, _ in ask("堤防管涌多久报告")}


def test_a_replaced_document_is_found_in_its_new_words_only(
    ask: Ask, catalog: Catalog, projections: ProjectionSet
) -> None:
    projections.sync_lexical()
    newer = plan("临澜市防汛应急预案", "发现堤防管涌，巡查人员应当在5分钟内鸣锣。", region="临澜市", level="city")
    catalog.replace_documents([stored(newer, ENCODER, removes=(FLOOD.document_id,))])
    found = [text for title, text in ask("堤防管涌巡查人员") if title == "临澜市防汛应急预案"]
    assert found[0] == "发现堤防管涌，巡查人员应当在5分钟内鸣锣。"
    assert LEAK not in found


def wipe(folder: Path) -> None:
    shutil.rmtree(folder)


def garble(folder: Path) -> None:
    for file in folder.glob("*.term"):
        file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("harm", [wipe, garble])
def test_search_goes_on_without_the_inverted_index(
    catalog: Catalog, projections: ProjectionSet, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    projections.sync_lexical()
    projections.close()
    harm(tmp_path / "projections" / "lexical-000001")
    with_damage = ProjectionSet(catalog, tmp_path, ENCODER, default_tokenizer(), writable=True)
    retriever = HybridRetriever(catalog, with_damage, ENCODER, default_tokenizer())
    question = Question(text="堤防管涌多久报告", normalized="堤防管涌多久报告")
    assert retriever.retrieve(question, ALL, 1)[0].chunk.text == LEAK
    with_damage.sync_lexical()
    assert with_damage.lexical_index()[0].count() == len(catalog.chunk_table().chunk_no)
    assert retriever.retrieve(question, ALL, 1)[0].chunk.text == LEAK
    with_damage.close()


def test_chroma_and_exact_search_find_the_same(catalog: Catalog, projections: ProjectionSet, tmp_path: Path) -> None:
    projections.sync()
    found = []
    for setting in ("exact", "chroma"):
        retriever = HybridRetriever(catalog, projections, ENCODER, default_tokenizer(), vector_search=setting)
        question = Question(text="震后派出搜救队伍", normalized="震后派出搜救队伍")
        lists = retriever.lists(question, ALL)
        found.append(
            ([line.chunk_no for line in lists.vectors][:5], retriever.retrieve(question, ALL, 3)[0].chunk.text)
        )
    assert found[0] == found[1]
    assert found[0][1] == "震后一小时内派出搜救队伍，抢救被埋压人员。"


def test_only_law_in_force_is_found_by_default(ask: Ask) -> None:
    titles = {title for title, _ in ask("渡船载客不得超过几人", Filters(as_of=date(2026, 3, 1)))}
    assert "临澜市渡船管理办法（2022）" in titles
    assert titles.isdisjoint({"临澜市渡船管理办法（2015）", "临澜市渡船管理办法草案"})


def test_the_law_of_another_day_can_be_asked_for(ask: Ask) -> None:
    titles = {title for title, _ in ask("渡船载客不得超过几人", Filters(as_of=date(2020, 3, 1)))}
    assert "临澜市渡船管理办法（2015）" in titles
    assert "临澜市渡船管理办法（2022）" not in titles


def test_drafts_are_found_when_asked_for(ask: Ask) -> None:
    found = ask("渡船载客不得超过几人", Filters(standings=(DocumentStatus.DRAFT,)))
    assert {title for title, _ in found} == {"临澜市渡船管理办法草案"}


def test_region_takes_the_same_the_wider_the_narrower_and_the_national(ask: Ask) -> None:
    everything = "预案 应急 渡船 电线 搜救"
    titles = {title for title, _ in ask(everything, Filters(region="临澜市青泽县", standings=()), top_k=50)}
    assert {"青泽县地震应急预案", "临澜市防汛应急预案", "中华人民共和国安全用电法"} <= titles
    other = {title for title, _ in ask(everything, Filters(region="澄湖市", standings=()), top_k=50)}
    assert other == {"中华人民共和国安全用电法"}


def test_type_level_hazard_and_document_filters(ask: Ask) -> None:
    asked = "应急 处置 电线 渡船"
    by_type = ask(asked, Filters(doc_types=("law",)), top_k=50)
    by_level = ask(asked, Filters(levels=("county",)), top_k=50)
    by_hazard = ask(asked, Filters(hazards=("flood",)), top_k=50)
    by_id = ask(asked, Filters(document_ids=(QUAKE.document_id, LAW.document_id)), top_k=50)
    assert {title for title, _ in by_type} == {"中华人民共和国安全用电法"}
    assert {title for title, _ in by_level} == {"青泽县地震应急预案"}
    assert {title for title, _ in by_hazard} == {"临澜市防汛应急预案"}
    assert {title for title, _ in by_id} == {"青泽县地震应急预案", "中华人民共和国安全用电法"}


def test_filters_that_allow_nothing_find_nothing(ask: Ask) -> None:
    assert ask("堤防管涌多久报告", Filters(document_ids=("0" * 32,))) == []


def test_unapproved_documents_can_be_left_out(ask: Ask, catalog: Catalog) -> None:
    uploaded = plan("临时渡船通知", "渡船载客不得超过三人。")
    catalog.replace_documents([stored(replace(uploaded, approved=False), ENCODER)])
    everyone = {title for title, _ in ask("渡船载客不得超过几人")}
    approved = {title for title, _ in ask("渡船载客不得超过几人", Filters(standings=(), approved_only=True))}
    assert everyone - approved == {"临时渡船通知"}
    catalog.approve(uploaded.document_id, "主任")
    assert "临时渡船通知" in {
        title for title, _ in ask("渡船载客不得超过几人", Filters(standings=(), approved_only=True))
    }


def test_a_clause_asked_for_by_number_comes_first(ask: Ask) -> None:
    found = ask("安全用电法第十二条怎么说", document_names=("安全用电法",), clause="第十二条", kind=AnswerKind.CLAUSE)
    assert found[0][1].startswith("第十二条 违反本法规定")


def test_a_clause_number_is_enough_where_one_document_is_allowed(ask: Ask) -> None:
    chosen = Filters(document_ids=(LAW.document_id,))
    assert ask("第二条怎么说", chosen, clause="第二条")[0][1] == "第二条 任何单位不得私拉电线。"


def test_a_named_document_comes_before_equal_words_elsewhere(ask: Ask, catalog: Catalog) -> None:
    rule = plan("校园用电规定", "任何单位不得私拉电线。")
    catalog.replace_documents([stored(rule, ENCODER)])
    assert ask("《校园用电规定》谁不得私拉电线", document_names=("校园用电规定",))[0][0] == "校园用电规定"
    assert ask("《安全用电法》谁不得私拉电线", document_names=("安全用电法",))[0][0] == "中华人民共和国安全用电法"


def test_a_plan_comes_before_a_report_when_a_procedure_is_asked_for(ask: Ask, catalog: Catalog) -> None:
    sentence = "化粪池沼气爆燃后，立即封锁路口并疏散居民。"
    report = plan("沼气爆燃工作报告", sentence, doc_type="work_report")
    special = plan("沼气爆燃专项预案", sentence, doc_type="plan_special")
    catalog.replace_documents([stored(report, ENCODER), stored(special, ENCODER)])
    assert ask("沼气爆燃怎么处置", kind=AnswerKind.STEPS)[0][0] == "沼气爆燃专项预案"


def test_other_names_find_what_the_question_words_do_not(ask: Ask) -> None:
    found = ask("地龙翻身咋办", terms=("震后", "搜救"))
    assert found[0][0] == "青泽县地震应急预案"


def test_every_piece_says_why(retriever: HybridRetriever) -> None:
    question = Question(text="堤防管涌多久报告", normalized="堤防管涌多久报告")
    best = retriever.retrieve(question, ALL, 1)[0]
    parts = dict(best.parts)
    assert parts["words"] == parts["bigrams"] == 1.0
    assert 0 < parts["cosine"] <= 1
    assert parts["bigram_cover"] == pytest.approx(1.0)
    assert parts["clause"] == parts["named"] == 0


def test_a_question_of_odd_characters_is_no_error(ask: Ask) -> None:
    for text in ("？？？", "😀", "AND OR (NOT", '"未闭合', "a" * 500, "防" * 3000):
        assert isinstance(ask(text, top_k=2), list)


def test_an_empty_base_finds_nothing(tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "empty", writable=True) as catalog:
        projections = ProjectionSet(catalog, tmp_path / "empty", ENCODER, default_tokenizer(), writable=True)
        retriever = HybridRetriever(catalog, projections, ENCODER, default_tokenizer())
        assert retriever.retrieve(Question(text="防汛", normalized="防汛"), Filters(), 5) == []
        projections.close()
