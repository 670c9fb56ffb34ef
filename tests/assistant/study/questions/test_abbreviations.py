"""Short names that a document gives."""

from __future__ import annotations

from assistant.study.questions.abbreviations import short_names, unexplained

TEXT = "园区应急响应中心（以下称中心）负责联动。市人民政府设立市火灾事故应急指挥部（以下简称市指挥部），市森防指办公室（以下简称市森防办）设在市应急管理局。"


def test_generic_short_names_are_known_with_their_full_form() -> None:
    assert dict(short_names(TEXT)) == {"中心": "园区应急响应中心", "市指挥部": "市火灾事故应急指挥部"}


def test_only_a_name_that_stands_alone_is_unexplained() -> None:
    assert unexplained(TEXT, "公用工程单位接到中心通知后") == (("中心", "园区应急响应中心"),)
    assert unexplained(TEXT, "园区应急响应中心通知企业") == ()
    assert unexplained(TEXT, "市气象中心发布预报") == ()
