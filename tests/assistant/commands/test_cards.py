"""`yubei cards` from the list to the approval, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.wiring import open_workbench
from kb.settings import Settings
from tests.assistant.commands.conftest import Run
from tests.assistant.ui.conftest import FLOOD
from tests.assistant.ui.kept_cards import LIMIT, PHONE, keep
from tests.builders import make_document, original_of

TITLE = "临澜市防汛应急预案"
CHANGED = LIMIT.replace("30", "15")


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one plan and one kept card; and the card's id."""
    with open_workbench(Settings(data_path=tmp_path / "data", workers=1), writable=True) as workbench:
        document = make_document(FLOOD, title=TITLE)
        workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
        return tmp_path / "data", keep(workbench.kb, document.document_id).product_id


def change_plan(data: Path) -> None:
    with open_workbench(Settings(data_path=data, workers=1), writable=True) as workbench:
        former = workbench.kb.summaries()[0].document_id
        document = make_document(FLOOD.replace("30分钟", "15分钟"), title=TITLE)
        workbench.kb.replace_documents(
            [document], {document.document_id: original_of(document)}, removes={document.document_id: (former,)}
        )


def test_an_empty_base_says_how_to_begin(run: Run, filled_base: Path) -> None:
    code, out, _ = run("cards", "--data", filled_base)
    assert (code, out) == (0, "还没有保存的处置卡。用 yubei card … --keep --by 姓名 起草并保存。\n")


def test_the_list_flags_changed_sources_and_stale_shows_both_texts(run: Run, kept: tuple[Path, str]) -> None:
    data, card = kept
    change_plan(data)
    code, out, _ = run("cards", "--data", data)
    assert code == 0
    assert f"{card}  [草稿] 值班员·洪水 应急处置卡  第 1 版  ！1 处来源有变化" in out
    out = run("cards", "stale", "--data", data)[1]
    assert f"原：{LIMIT}" in out and f"现：{CHANGED}" in out
    (form,) = json.loads(run("cards", "stale", card, "--data", data, "--json")[1])
    assert (form["id"], form["marker"], form["old_text"], form["new_text"]) == (card, 1, LIMIT, CHANGED)
    (row,) = json.loads(run("cards", "--data", data, "--json")[1])
    assert (row["id"], row["state"], row["stale_sources"], row["review_overdue"]) == (card, "draft", 1, False)


def test_a_card_is_shown_line_by_line_with_what_stands_against_it(run: Run, kept: tuple[Path, str]) -> None:
    data, card = kept
    out = run("cards", "show", card, "--data", data)[1]
    assert f"   1 【处置步骤】{LIMIT}[1]" in out
    assert f"   2 【联络电话】{PHONE}[2]" in out
    assert "✕ 【✕ 严禁】" in out
    form = json.loads(run("cards", "show", card, "--data", data, "--json")[1])
    assert [line["text"] for line in form["card"]["lines"]] == [LIMIT, PHONE]
    assert form["stale"] == []


def test_edits_and_states_are_signed_and_kept_in_the_history(run: Run, kept: tuple[Path, str]) -> None:
    data, card = kept
    change_plan(data)
    assert run("cards", "adopt", card, "--source", 1, "--by", "王编辑", "--data", data)[0] == 0
    own = ("cards", "edit", card, "--line", 2, "--text", "打值班电话0600-5550122", "--by", "王编辑", "--data", data)
    assert "第 3 版，草稿" in run(*own)[1]
    assert run("cards", "confirm", card, "--by", "李主任", "--data", data)[0] == 0
    out = run("cards", "review", card, "--by", "李主任", "--note", "看过", "--data", data)[1]
    assert "已审核" in out
    code, _, err = run("cards", "approve", card, "--by", "赵总", "--data", data)
    assert code == 1 and "还不能签发" in err and "【✕ 严禁】" in err
    assert run("cards", "withdraw", card, "--by", "赵总", "--note", "重拟", "--data", data)[0] == 0
    out = run("cards", "history", card, "--data", data)[1]
    order = ["起草", "来源变化", "按新条文改", "打值班电话", "确认 1 行人工改写", "看过", "重拟"]
    assert [out.index(word) for word in order] == sorted(out.index(word) for word in order)
    assert [one["by"] for one in json.loads(run("cards", "history", card, "--data", data, "--json")[1])] == [
        "王编辑",
        "",
        "",
        "王编辑",
        "王编辑",
        "李主任",
        "李主任",
        "赵总",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show",), "请给出处置卡编号"),
        (("show", "none"), "没有编号为 'none'"),
        (("review", "none"), "姓名"),
        (("edit", "CARD", "--by", "王编辑", "--text", "x"), "--line"),
        (("add", "CARD", "--by", "王编辑", "--text", "x"), "--field"),
        (("adopt", "CARD", "--by", "王编辑"), "--source"),
        (("approve", "CARD", "--by", "赵总"), "现在是“草稿”"),
        (("renew", "CARD", "--by", "赵总"), "没有在用的签发版本"),
        (("withdraw", "CARD", "--by", "赵总"), "停用的原因"),
    ],
)
def test_what_is_missing_is_said(run: Run, kept: tuple[Path, str], arguments: tuple[str, ...], message: str) -> None:
    data, card = kept
    code, out, err = run("cards", *(card if one == "CARD" else one for one in arguments), "--data", data)
    assert code == 1 and message in err and not out
