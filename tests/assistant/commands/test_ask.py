"""`yubei ask`: answers with citations, batches, and what may be imported for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.assistant.commands.conftest import PLAN, Run

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"


def test_answer_carries_the_limit_and_a_quote_at_its_offsets(run: Run, filled_base: Path) -> None:
    code, out, err = run("ask", QUESTION, "--data", filled_base, "--json")
    answer = json.loads(out)
    assert code == 0 and err == ""
    assert "10分钟" in answer["answer"] and answer["status"] == "grounded" and answer["refused"] is False
    cited = answer["citations"][0]
    assert cited["document_title"] == "青石镇山洪灾害应急预案"
    assert cited["source_uri"].endswith("plan.md")
    assert cited["quote"] in PLAN and cited["end"] - cited["start"] == len(cited["quote"])


def test_what_the_base_does_not_hold_is_refused_with_exit_code_0(run: Run, filled_base: Path) -> None:
    code, out, _ = run("ask", "核电站一回路冷却剂丧失事故的处置电话是多少", "--data", filled_base, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["refused"] is True and answer["status"] == "no_evidence" and answer["citations"] == []


def test_plain_answer_is_printed_with_its_source_line(run: Run, filled_base: Path) -> None:
    _, out, _ = run("ask", QUESTION, "--data", filled_base)
    lines = out.splitlines()
    assert "10分钟" in lines[0]
    assert any(line.startswith("[1]《青石镇山洪灾害应急预案》") and "起施行，现行）" in line for line in lines)


def test_batch_answers_every_line_in_order_and_names_bad_questions(run: Run, filled_base: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": "a", "question": QUESTION}, {"id": "b", "question": "   "}, {"id": "c", "question": "火" * 20001}]
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    code, _, _ = run("ask", "--batch", source, "--out", target, "--data", filled_base)
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["status"] == "grounded" and answers[0]["seconds"] > 0
    for refused in answers[1:]:
        assert refused["refused"] is True and refused["answer"].endswith("。")


def test_empty_and_missing_questions_give_one_sentence(run: Run, filled_base: Path) -> None:
    for arguments in (("ask", ""), ("ask",), ("ask", "--batch", "x.jsonl")):
        code, out, err = run(*arguments, "--data", filled_base)
        assert code == 1 and out == ""
        assert err.endswith("。\n") and err.count("\n") == 1


def test_base_that_does_not_exist_gives_one_sentence(run: Run, tmp_path: Path) -> None:
    code, out, err = run("ask", QUESTION, "--data", tmp_path / "nothing")
    assert code == 1 and out == ""
    assert "yubei ingest" in err and err.count("\n") == 1


def test_cold_answer_loads_none_of_the_heavy_libraries(filled_base: Path) -> None:
    program = (
        "import sys\n"
        "from assistant.__main__ import main\n"
        f"main(['ask', {QUESTION!r}, '--data', {str(filled_base)!r}])\n"
        "heavy = {'chromadb', 'gradio', 'torch', 'llama_index', 'transformers', 'sentence_transformers', 'docx'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True)
    out = done.stdout.decode("utf-8")
    assert "10分钟" in out
    assert out.splitlines()[-1] == "LOADED []"
