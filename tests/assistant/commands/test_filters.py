"""Names given for filters."""

from __future__ import annotations

import json

import pytest

from assistant.commands.filters import doc_type_ids, hazard_ids, level_ids
from kb.errors import InputRefused
from tests.assistant.commands.conftest import Run


def test_names_ids_and_other_expressions_become_ids() -> None:
    assert hazard_ids(["山洪", "flash_flood"]) == hazard_ids(["山洪"])
    assert hazard_ids(["失火"]) == hazard_ids(["着火"]) != ()
    assert doc_type_ids(["专项应急预案"]) == doc_type_ids(doc_type_ids(["专项应急预案"]))
    assert level_ids(["enterprise"]) == ("enterprise",)


@pytest.mark.parametrize("ids_of", [hazard_ids, doc_type_ids, level_ids])
def test_unknown_name_is_refused_with_those_there_are(ids_of: object) -> None:
    assert callable(ids_of)
    with pytest.raises(InputRefused, match=r"没有“什么也不是”.*可用："):
        ids_of(["什么也不是"])


def test_search_by_chinese_names(run: Run, filled_base: object) -> None:
    code, out, _ = run("search", "转移", "--hazard", "山洪", "--data", filled_base, "--json")
    assert code == 0 and {item["document_title"] for item in json.loads(out)} == {"青石镇山洪灾害应急预案"}
    code, out, err = run("search", "转移", "--hazard", "没有这个", "--data", filled_base)
    assert code == 1 and out == "" and "没有“没有这个”这个灾种" in err
