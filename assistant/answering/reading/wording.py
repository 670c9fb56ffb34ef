"""A spoken question in the words of the passages found for it: 漏的口子 becomes 泄漏口 where they say 泄漏口.

Reading and refusing compare the words of question and source. What a question says in no document's words is put into
those of the passages first, phrase by phrase; a phrase they have no counterpart of stays as it was and counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.reading.plain import plain
from kb.records import AnswerKind, Evidence, Question, Saying

RESOLVED_BY = 3  # passages whose words are taken
LEAST_MET = 0.2  # trusted share of the spoken phrases that the best passage meets
LEAST_LETTERS = 2  # a single character may stand within a word
WHOLE_TURN = 4
SAID = "said"
# Words that only carry speech along; a question put into written words does without them.
_CARRYING = re.compile(
    r"那玩意儿?|那东西|[这那哪][个些种边头块档样]儿?|[这那]会儿?|[这那]一档|自个儿|自己|咱们?|俺们?|我们|人家|大伙儿?|大家伙?|弟兄们?|老哥|师傅"
    r"|今儿|今晚|明儿|昨儿|刚才|刚刚|眼瞅着?|眼看|前头|后头|里头|外头|上头|下头|底下|跟前|旁边|一股|一片|一帮|一堆|一阵|一个劲|一下子?"
    r"|事儿|活儿|气儿|块儿|味儿|信儿|工夫|功夫|知道|晓得|清楚|看见|瞧见|听见|觉得|以为|寻思|琢磨|就行|才行|就是|还是|到底|究竟|反正|直接"
    r"|赶紧|光着?|往外|过来|过去|起来|下来|下去|出来|进来|冲下来|上上下下|慌里慌张|死活|好像|有点儿?|特别|老是|一直|总是|才能|时候|地方|家伙|东西"
    r"|[啊呀呢嘛哩咧嘞哇呗哟]|是不是|[儿](?=[，,。？?]|$)|[拿叫给往跟让]|对着|冲着|朝着|得(?=[\u4e00-\u9fff])"
)


def in_written_words(question: Question, evidence: Sequence[Evidence]) -> Question:
    """Return the question with its spoken phrases in the words of the best passages.

    A question that is not spoken comes back as it was. Where the best passage meets few of its phrases, because it says
    the rest in its own words, only whole turns of speech that ask for a number are replaced (死了几个人), by what it says.
    """
    if not question.sayings or not evidence:
        return question
    spoken = dict(evidence[0].parts).get(SAID, 0.0) >= LEAST_MET
    if not spoken and question.kind is not AnswerKind.NUMBER:
        return question
    passages = [_passage(item) for item in evidence[: RESOLVED_BY if spoken else 1]]
    text = question.text
    for saying in sorted(question.sayings, key=lambda one: -len(one.said)):
        if len(saying.said) < (LEAST_LETTERS if spoken else WHOLE_TURN) or plain(saying.said) in passages[0]:
            continue
        term = counterpart_in(saying, passages)
        if term and saying.said in text:
            text = text.replace(saying.said, f" {term} ", 1)
    if text == question.text:
        return question
    text = _CARRYING.sub(" ", text)
    return replace(question, text=text, normalized=text)


def counterpart_in(saying: Saying, passages: Sequence[str]) -> str:
    """Return the most telling counterpart that the best of the passages (in plain form) holds, "" for none."""
    return next((term for passage in passages for term in saying.means if plain(term) in passage), "")


def _passage(item: Evidence) -> str:
    return plain(" ".join((item.document.metadata.title, *item.chunk.heading_path, item.chunk.text)))
