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
    assert final is not None and final.generated and final.model_id == "tiny"
    assert final.status is AnswerStatus.GROUNDED and final.text == "村民委员会应当在10分钟内电话报告镇值班室。[1]"
    quote = final.citations[0].quote
    assert quote in PLAN and "10分钟" in quote
    sent = str(server.requests[0]["messages"])
    assert "资料[1]" in sent and "0600-5553001" in sent


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
