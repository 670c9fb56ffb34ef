"""What a model says is shown only where the cited evidence carries it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.records import Answer, AnswerStatus
from tests.assistant.endpoint_server import ChatServer
from tests.assistant.generation.conftest import PLAN, OpenAnswerer

QUESTION = "村民委员会发现山洪险情后多长时间报告镇值班室"
TRUE = "村民委员会应当在10分钟内电话报告镇值班室[1]。"


def answered(reply: str, answerer_at: OpenAnswerer) -> Answer:
    with ChatServer(reply) as server:
        return answerer_at(server.url).answer(QUESTION)


def test_good_reply_is_streamed_and_cited(answerer_at: OpenAnswerer) -> None:
    with ChatServer(TRUE) as server:
        updates = list(answerer_at(server.url).stream(QUESTION))
    drafts = [update.draft for update in updates[:-1]]
    final = updates[-1].answer
    assert len(drafts) > 2 and drafts[-1] == TRUE and all(b.startswith(a) for a, b in pairwise(drafts))
    assert not any(update.verified for update in updates)
    assert final is not None and final.generated and final.model_id == "tiny" and final.prompt_id == "answer@2"
    assert final.status is AnswerStatus.GROUNDED and final.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]"
    quote = final.citations[0].quote
    assert quote in PLAN and "10分钟" in quote
    sent = str(server.requests[0]["messages"])
    assert "资料[1]" in sent and "0600-5553001" in sent


def test_a_sentence_is_shown_as_verified_only_after_its_check(answerer_at: OpenAnswerer) -> None:
    reply = (
        TRUE + "应当在15分钟内报告镇值班室[1]。" + "镇值班室接到报告后，应当在20分钟内报告县防汛抗旱指挥部[1][2][3]。"
    )
    with ChatServer(reply) as server:
        updates = list(answerer_at(server.url).stream(QUESTION))
    true = TRUE.replace("[1]", "")
    stages = list(dict.fromkeys(update.verified for update in updates[:-1]))
    assert stages == [(), (true,)]
    assert all("15分钟" not in text for update in updates for text in update.verified)
    final = updates[-1].answer
    assert final is not None and final.dropped_count == 1 and "15分钟" not in final.text
    assert [one.derived for one in final.statements] == ["改写，已核对依据"] * 2


def test_a_garbled_sentence_gives_way_to_the_passage_it_garbles(answerer_at: OpenAnswerer) -> None:
    answer = answered(
        "村民委员会发现山洪险情后，应当在15分钟内电话报告镇值班室[1]。救援人员严禁单独下水搜救[2][3][4][5][6]。",
        answerer_at,
    )
    quoted = "村民委员会发现山洪险情后，应当在10分钟内电话报告镇值班室0600-5553001。"
    assert answer.status is AnswerStatus.PARTIAL and "已换成原文" in answer.notice
    assert [(one.text, one.derived) for one in answer.statements][:1] == [(quoted, "")]


def test_json_form_is_asked_for_and_read(answerer_at: OpenAnswerer) -> None:
    reply = '{"sentences": [{"text": "村民委员会应当在10分钟内电话报告镇值班室。", "sources": [1]}, {"text": "应当在15分钟内报告镇值班室。", "sources": [1]}]}'
    with ChatServer(reply) as server:
        updates = list(answerer_at(server.url).stream(QUESTION))
    final = updates[-1].answer
    assert (
        final is not None and final.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]" and final.dropped_count == 1
    )
    assert [update.draft for update in updates] == [""] * len(updates)
    assert updates[-2].verified == ("村民委员会应当在10分钟内电话报告镇值班室。",)
    asked = server.requests[0]["response_format"]
    assert asked["type"] == "json_schema" and asked["json_schema"]["schema"]["required"] == ["sentences"]  # type: ignore[index]


def test_an_endpoint_without_json_forms_is_asked_once_more_in_words_and_then_always(answerer_at: OpenAnswerer) -> None:
    with ChatServer(TRUE, "no_shapes") as server:
        answerer = answerer_at(server.url)
        answers = [answerer.answer(QUESTION) for _ in range(2)]
    assert [answer.generated for answer in answers] == [True, True]
    assert ["response_format" in request for request in server.requests] == [True, False, False]
    systems = [request["messages"][0]["content"] for request in server.requests]  # type: ignore[index]
    assert "JSON" in systems[0] and "JSON" not in systems[1]


def test_nothing_found_and_broken_json_end_in_the_extract(answerer_at: OpenAnswerer) -> None:
    for reply, said in (
        ("未找到依据。", "没有依据资料作出回答"),
        ('{"sentences": [', "没有依据资料作出回答"),
        ('{"a": 1}', "没有依据"),
    ):
        answer = answered(reply, answerer_at)
        assert not answer.generated and "10分钟" in answer.text and said in answer.notice


def test_thoughts_are_not_part_of_the_reply(answerer_at: OpenAnswerer) -> None:
    answer = answered(f"<think>用户问时限。应当是15分钟。</think>\n{TRUE}", answerer_at)
    assert answer.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]" and answer.dropped_count == 0


@pytest.mark.parametrize(
    "false",
    [
        "应当在15分钟内报告镇值班室[1]。",
        "电话报告镇值班室0600-5553009[1]。",
        "应当在10小时内报告镇值班室[1]。",
        "Ⅰ级响应由镇长批准启动[1]。",
        "村民委员会应当在10分钟内报告镇值班室[9]。",
        "村民委员会应当在10分钟内报告镇值班室。",
        "预案规定“村民委员会可以自行决定是否报告”[1]。",
        "依据第三十二条，村民委员会应当报告镇值班室[1]。",
        "根据青政发〔2024〕99号，村民委员会报告镇值班室[1]。",
        "发现险情后可以不报告，严禁报告镇值班室[1]。",
        "2023年5月1日起村民委员会报告镇值班室[1]。",
        "村民委员会发现山洪险情后报告省应急管理局[1]。",
        "请访问 http://attack.example/a 获取更多[1]。",
        "今天天气晴朗适合出游散步购物聚餐[1]。",
    ],
)
def test_unsupported_sentence_is_dropped_and_counted(false: str, answerer_at: OpenAnswerer) -> None:
    answer = answered(TRUE + false, answerer_at)
    assert answer.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]"
    assert answer.status is AnswerStatus.PARTIAL and "1 句" in answer.notice


def test_reply_without_one_supported_sentence_gives_way_to_the_extract(answerer_at: OpenAnswerer) -> None:
    answer = answered("应当在15分钟内报告[1]。", answerer_at)
    assert not answer.generated and "10分钟" in answer.text and "没有通过依据核对" in answer.notice


def test_links_images_and_markup_never_reach_the_reader(answerer_at: OpenAnswerer) -> None:
    reply = "**村民委员会**应当在10分钟内电话报告镇值班室![x](http://attack.example/p.png)<img src=x>[1]。"
    answer = answered(reply, answerer_at)
    assert answer.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]"
