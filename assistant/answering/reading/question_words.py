"""The words of a question that carry its meaning, weighted by how rare they are in the base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answering.reading.scoring import QuestionWords
from kb.records import Question
from kb.text import default_tokenizer, normalize

WordWeights = Callable[[Sequence[str]], Mapping[str, float]]

# Words that ask or frame and that no passage needs to contain. Kept beside the tokenizer's stop words because
# they are stop words of questions only: 多少 in a passage is an ordinary word.
ASKING = frozenset(
    (
        "什么 哪些 哪个 哪几 哪几个 哪里 哪儿 哪 几 几个 多少 多久 多长 多长时间 多大 谁 怎么 怎么办 "
        "怎样 如何 为什么 是否 能否 可以 可不可以 能不能 要不要 是不是 有没有 需要 应该 应当 必须 得 呢 "
        "吗 吧 啊 么 请问 告诉 我 我们 你 他 它 这 那 这个 那个 里 里面 里头 一共 总共 总计 分别 "
        "具体 情况 时候 时间 内容 方面 主要 关于 规定 怎么说 怎么样 干啥 干什么 先 咋 咋办 做 做什么 "
        "有 是 的 了 在 和 与 及 或 到 对 从 把 被 给 让 由 为 按 按照 根据 几级 几家 几次 几人 "
        "算 叫 叫做 名称 意思 "
    ).split()
)
MIN_WEIGHT = 0.05


def question_words(question: Question, weigh: WordWeights) -> QuestionWords:
    """Return the weighted words of a question; sub-words of a longer kept word count for less."""
    words = list(dict.fromkeys(default_tokenizer().query_words(question.text)))
    kept = [word for word in words if word not in ASKING and not word.startswith("§") and word.strip()]
    kept = kept or words
    weights = weigh(kept)
    discounted = {
        word: weights.get(word, 0.0) * (0.5 if is_part(word, kept) else 1.0) for word in map(normalize, kept)
    }
    return QuestionWords(
        weights={word: weight for word, weight in discounted.items() if weight > MIN_WEIGHT},
        synonyms=tuple(normalize(term) for term in question.terms),
    )


def is_part(word: str, words: Sequence[str]) -> bool:
    """Tell whether a longer word of the question contains this one (search mode yields both)."""
    return any(word != other and word in other for other in words)
