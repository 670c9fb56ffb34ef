"""Sectors that titles name."""

from __future__ import annotations

from kb.retrieval.sectors import default_sectors, is_about, sectors_of


def test_a_title_names_its_sectors() -> None:
    assert [sector.title[0] for sector in sectors_of("铁路交通事故应急救援和调查处理条例")] == ["铁路"]
    assert sectors_of("生产安全事故应急条例") == ()
    assert sectors_of("中华人民共和国突发事件应对法") == ()


def test_words_of_a_title_are_words_of_a_question_too() -> None:
    assert all(set(sector.title) <= set(sector.asked) for sector in default_sectors())


def test_a_question_is_about_any_of_several_sectors() -> None:
    both = sectors_of("公路水运工程施工安全规定")
    assert len(both) > 1
    assert is_about("工地上脚手架倒了怎么办", both)
    assert not is_about("食堂里有人中毒怎么办", both)
