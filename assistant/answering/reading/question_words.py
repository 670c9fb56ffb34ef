"""The terms of a question that carry its meaning, weighted by how rare they are in the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.reading.plain import with_level_names
from kb.records import Question
from kb.text import default_tokenizer, normalize

Weigh = Callable[[Sequence[str]], Mapping[str, float]]

# What only asks or frames. It is cut out before the rest is compared: no passage needs to contain it.
ASKING = re.compile(
    r"请问|告诉我|想问|多长时间|多少时间|什么时候|哪些方面|怎么回事|怎么处置|怎么处理|怎么办|怎么说|怎么样|怎么|如何|怎样|咋办|咋|"
    r"为什么|是什么|有什么|做什么|干什么|什么|干啥|干吗|先干|啥|哪几个|哪几|哪一|哪些|哪个|哪里|哪儿|哪|多少|多久|多远|多大|多长|多高|"
    r"几个|几名|几种|几类|几级|几次|几支|几家|几处|几分钟|几小时|几个小时|几天|几|由谁|谁来|找谁|归谁|谁|"
    r"有人|是不是|能不能|可不可以|要不要|有没有|会不会|是否|能否|可否|可以|需要|应该|应当|必须|分别|具体|总共|一共|"
    r"以后|之后|以内|之内|时候|的话|里头|里面|现在|目前|一下|才行|才算|呢|吗|吧|啊|呀|嘛|了|的|是|要(?![求素点件领])|会(?![议商同诊员])|得(?![到出])|我们|我|你"
)
INSIDE = re.compile(r"(?<=[村县市镇乡厂楼区库池罐])里(?:头|面)?")  # 村里 means the village
OWN_NUMBER = re.compile(
    r"(?:我的)?(?:手机|电话)?号?码?是?(?<!\d)1[3-9]\d{9}(?!\d)"
)  # of somebody who leaves it with the question
SEPARATOR = re.compile(r"(?:[\s，。、；：！？,;:!?“”\"'《》()（）]|(?<!\d)\.|\.(?!\d))+")  # 4.8 is one number
STOP = frozenset("和与及或在到对从把被给让为按有里内后前去来就都也还再又很等这那个上下时")
# Whole words that only furnish a spoken question; no passage needs to contain them.
FURNITURE = frozenset(
    "马上 立刻 立马 赶紧 赶快 到底 究竟 大概 大约 麻烦 这次 那次 上次 这回 那回 一次 一回 去年 今年 当年 当时 那时 最后 最终 总的 全部 一起 如今 眼下 已经 曾经 "
    "还有 还要 还是 还得 另外 其中 其他 有关 相关 关于 对于 属于 算是 就是 就要 只是 可是 但是 如果 要是 假如 万一 个人 一个 一名 一种 一样 "
    "文章 篇文章 这篇 这篇文章 那篇 这个 那个 这种 那种 这些 那些 这样 那样 这份 那份 这里 那里 哪样 事后 事儿 事情 东西 活儿 情况 这边 那边 是啥 头一 头一件 一件 件事 "
    "能够 得到 没有 有没有 赶得 算不算 行不行 好不好 干什么 怎么着 可不可 是不是 一般 通常 平时 平常 实际 实际上 直接 真的 里边 里面 上面 下面".split()
)
# Signs a wrong cut of words begins or ends with (组|来, 压|在, 先|下): what is left of such a word tells nothing.
LOOSE_SIGNS = (
    "先打个得来去着过到在把被给让里没要会能可算叫说讲弄搞做办往向朝跟和与及或等么啥咋谁几多这那哪了的地是为由掉完"
)
MIN_WEIGHT = 0.25  # idf of a word in about four passages of five
RARE = 2.5  # idf; a word in fewer than about one passage in twelve
KNOWN_SHARE = 0.97  # of the weight of an unknown word
NO_WORD = "\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """The terms of a question that an answer should speak about.

    Attributes:
        words: Word → idf weight.
        bigrams: Character pair → idf weight; they bridge wrong word cuts (恒泰离 still holds 恒泰).
        formal_words, formal_bigrams: The same for the question in the terms of documents (煤气漏了 → 燃气泄漏);
            a passage may meet either.
        synonyms: Terms of the taxonomy that stand for words of the question.
        unknown: Weight of a word that the base does not hold at all.
    """

    words: Mapping[str, float]
    bigrams: Mapping[str, float]
    formal_words: Mapping[str, float]
    formal_bigrams: Mapping[str, float]
    synonyms: tuple[str, ...]
    unknown: float = 0.0

    def matters(self) -> list[str]:
        """Return the rare words of the question that the base knows: what it asks about, in the base's own words."""
        return [
            word for word, weight in self.words.items() if len(word) > 1 and RARE <= weight < KNOWN_SHARE * self.unknown
        ]

    def word_share(self, *texts: str) -> float:
        """Return the share of the weight of the words that stand in any of the texts (in plain form)."""
        return max(share(self.words, *texts), share(self.formal_words, *texts))

    def pair_share(self, *texts: str) -> float:
        """Return the share of the weight of the character pairs that stand in any of the texts (in plain form)."""
        return max(share(self.bigrams, *texts), share(self.formal_bigrams, *texts))


def question_words(question: Question, weigh_words: Weigh, weigh_bigrams: Weigh) -> QuestionWords:
    """Return the weighted terms of a question without the words that only ask."""
    spoken = content_pieces(question.text)
    formal = content_pieces(question.normalized)
    unknown = weigh_words([NO_WORD])[NO_WORD]
    return QuestionWords(
        words=weighted_words(spoken, weigh_words, unknown),
        bigrams=weighted_bigrams(spoken, weigh_bigrams),
        formal_words=weighted_words(formal, weigh_words, unknown),
        formal_bigrams=weighted_bigrams(formal, weigh_bigrams),
        synonyms=tuple(normalize(term) for term in question.terms),
        unknown=unknown,
    )


def content_pieces(text: str) -> list[str]:
    """Return the pieces of a question between punctuation and the words that only ask."""
    asked = OWN_NUMBER.sub(" ", INSIDE.sub("", with_level_names(normalize(text))))
    pieces = [piece for piece in SEPARATOR.split(ASKING.sub(" ", asked)) if piece]
    return pieces or [asked]


def weighted_words(pieces: Sequence[str], weigh: Weigh, unknown: float) -> dict[str, float]:
    """Return word → weight; `unknown` is that of a word which the base does not hold."""
    words = [word for piece in pieces for word in default_tokenizer().words(piece)]
    kept = [word for word in dict.fromkeys(words) if not word.startswith("§") and word not in STOP | FURNITURE]
    weights = weigh(kept)
    sound = [word for word in kept if not is_loose(word, weights.get(word, 0.0), unknown)] or kept
    return floored({word: weights.get(word, 0.0) * share_of(word, sound) for word in sound})


def is_loose(word: str, weight: float, unknown: float) -> bool:
    """Tell whether a word of two signs that the base does not hold is a wrong cut: 组来, 压在, 先下."""
    return len(word) == 2 and weight >= KNOWN_SHARE * unknown and (word[0] in LOOSE_SIGNS or word[1] in LOOSE_SIGNS)


def weighted_bigrams(pieces: Sequence[str], weigh: Weigh) -> dict[str, float]:
    """Return character pair → weight."""
    pairs = dict.fromkeys(pair for piece in pieces for pair in default_tokenizer().bigrams(piece))
    return floored(weigh([pair for pair in pairs if pair not in STOP]))


def share(weights: Mapping[str, float], *texts: str) -> float:
    """Return the share of the weight of the terms that stand in any of the texts."""
    total = sum(weights.values())
    if not total:
        return 0.0
    joined = "\n".join(texts)  # no term holds a line end, so none is found across two texts
    return sum([weight for term, weight in weights.items() if term in joined]) / total


def floored(weights: Mapping[str, float]) -> dict[str, float]:
    """Let every term count for something: in a base of few documents all of its words are common."""
    return {term: max(weight, MIN_WEIGHT) for term, weight in weights.items()}


def share_of(word: str, words: Sequence[str]) -> float:
    """Count a single character, or a word inside a longer one (search mode yields both), for half."""
    inside = any(word != other and word in other for other in words)
    return 0.5 if inside or len(word) == 1 else 1.0
