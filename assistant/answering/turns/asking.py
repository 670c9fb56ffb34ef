"""What a question asks and of what: its topic, its head, the words that ask."""

from __future__ import annotations

import re

from assistant.answering.turns.parts import beside, parts_of
from kb.query import understand
from kb.records import AnswerKind

TAIL = re.compile(r"(?:呢|呀|啊|吗|嘛)?[？?。!！]*$")
_MODAL = r"(?:应当|应该|需要|必须|可以|能够|要|得|先|都|该|一般|具体|主要|分别|首先)"
_ASKS = (
    r"(?:由谁|向谁|给谁|找谁|归谁|跟谁|谁|(?:由|向|给|找|归)?哪|(?:干|做|办|包括|准备|具备)?(?:些)?(?:什么|啥)|怎么|咋|怎样|如何|多少|多久|多长|多大|多远|多高|几|是否|能否|"
    r"有没有|是不是|能不能|何时|为什么|为啥)"
)
# Where a question begins to ask: what stands before is its topic.
ASKS = re.compile(
    rf"{_MODAL}*{_ASKS}|{_MODAL}[\u4e00-\u9fff]{{1,4}}?(?:多少|多久|多长|多大|多远|多高|几(?!名|个人)|什么|哪|到哪)"
)
ASKING = re.compile(
    r"什么(?:时候|人|部门|单位)?|哪(?:些|个|里|儿)?(?:部门|单位|人)?|怎么|怎样|如何|[由向给找归]?谁|多(?:久|少|长时间|大|远)|几[个座次名人级天份]?|"
    r"应当|应该|需要|必须|负责|可以|是否|有没有|[是有要吗呢呀啊的了来去都又也还再先，,]"
)
# A question that ends with 吗 asks from where it says 能, 要, 可以 on: 橙色预警 | 学校要停课吗.
YES_NO = re.compile(
    r"(?:能不能|可不可以|要不要|是不是|能|可以|允许|要|会|需要|需|应当|应该|必须|得|算|用)[^，,]{1,14}(?:吗|不)[？?]*$"
)
TOPIC_END = re.compile(
    r"[是由有的为在于到给向用放设]+$|(?:的话|一般|具体|分别|各)$|(?<=.{2})(?:分成|分为|不小于|不少于|不低于|不大于|不超过|不得少于|不得超过|至少|最少|最多|设在|位于|存放|启动了|发布了|发生了|组织了|开展了|举行了)$"
)
ASKER_FIRST = re.compile(
    r"^(?:由|向)?(?:谁|哪个(?:部门|单位|人))(?:可以|能够|能|应当|应该|负责|来)?(?P<rest>[\u4e00-\u9fff]{4,})$"
)
OBJECT_ASKED = re.compile(
    r"(?:用|有|穿|带|戴|准备|需要|配备)?(?:什么|哪些|哪种|哪几种)(?P<object>(?!时候|地方|人)[\u4e00-\u9fff]{2,8})$"
)
# Nouns that ask by themselves; behind a topic they are what was asked, not what it was asked of.
ATTRIBUTE = re.compile(
    r"的?(?:启动条件|启动标准|批准权限|启动程序|响应措施|响应行动|处置措施|处置程序|应急措施|主要职责|职责分工|责任人|报告时限|报告内容|发布时限|值班电话|联系电话|联系方式|"
    r"条件|措施|流程|步骤|程序|职责|时限|期限|电话|号码|地址|人数|要求|措施)$"
)
STAGE = re.compile(r"(?:启动|发布|宣布|发生|开始)?(?:以后|之后|后|期间|时)$")
ASKS_OF_LEVEL = re.compile(r"批准|启动|条件|解除|终止|签发|审签")
# Words that ask without saying what is done: they take the place of those that asked before.
BARE = re.compile(
    r"(?P<ask>(?:要|应该|应当|得|需要)?(?:由谁|向谁|给谁|找谁|谁|哪个部门|哪个单位|什么部门|多久(?:内|之内)?|多长时间(?:内)?|什么时候|何时|几(?:个)?(?:小时|分钟|天)(?:内)?|"
    r"在?哪里?|在?哪儿|什么地方|为什么|怎么))(?:呀|啊|的)?"
)
ASKED_WITH_VERB = re.compile(
    r"(?P<ask>(?:由|向|给|找|归)?(?:谁|哪个(?:部门|单位|人|组)|什么(?:部门|单位|人))|多久(?:之?内)?|多长时间(?:之?内)?|几(?:个)?(?:小时|分钟|天)(?:之?内)?|什么时候|何时|到?在?哪里|怎么|如何)"
    r"(?P<verb>(?!是|有)[\u4e00-\u9fff]{2,12})$"
)
ENDED_BY_ASK = re.compile(
    r"(?P<verb>(?:上报|报告|审签|批准|发布|通知|转移|签发|启动|集结|到达|出发|续报|报送|播出)[给到]?)(?:谁|哪里|给谁|到哪里?|多久|几次)$"
)
NOUN_ALONE = re.compile(
    r"(?:那|的)?(?:(?:启动|批准|响应|处置|报告|解除|终止)?(?:条件|标准|程序|权限|内容|方式|范围|原则)|措施|流程|步骤|程序|职责|时限|期限|(?:值班|联系|报警)?电话|号码|传真|联系方式|地址|地点|姓名|名字|职务|人数|要求|处罚|罚款|依据)(?:是|有)?"
)
OWNED = re.compile(r"(?P<owner>.{2,})的[\u4e00-\u9fff]{2,6}$")
MIN_TOPIC = 2


def asks(core: str) -> bool:
    """Tell whether a follow-up asks something itself, in a question word or by a noun like 电话."""
    return (
        bool(ASKS.search(core) or YES_NO.search(core) or NOUN_ALONE.fullmatch(core))
        or understand_kind(core) is not AnswerKind.OPEN
    )


def understand_kind(core: str) -> AnswerKind:
    """Return the plain kind of a fragment, OPEN when it holds nothing to read."""
    return understand(core).plain_kind if re.search(r"[\u4e00-\u9fff]", core) else AnswerKind.OPEN


def topic_of(before: str) -> str:
    """Return what the earlier question is about: what stands before the words that ask."""
    plain = TAIL.sub("", before)
    found = YES_NO.search(before) or ASKS.search(before)
    topic = TOPIC_END.sub("", before[: found.start()].strip("，, ")) if found else plain
    asked = OBJECT_ASKED.search(plain)
    if asked and not ATTRIBUTE.search(asked["object"]) and not ASKS_OF_LEVEL.search(asked["object"]):
        return TOPIC_END.sub("", plain[: asked.start()]) + asked["object"]
    if len(topic) >= MIN_TOPIC:
        return topic
    if asker := ASKER_FIRST.match(plain):
        return named_in(before) or asker["rest"]
    return named_in(before) or plain


def named_in(before: str) -> str:
    """Return the things a question names, from the first to the last as far as nothing that asks stands between."""
    parts = parts_of(before)
    if not parts:
        return ""
    whole = before[parts[0].start : parts[-1].end]
    return whole if not ASKS.search(whole) else "".join(part.text for part in parts)


def head_of(before: str, core: str) -> str:
    """Return the topic without what was asked of it, for a follow-up that asks something else of the same thing."""
    topic = without_verb(topic_of(before), core)
    shorter = ATTRIBUTE.sub("", topic)
    if shorter != topic and len(shorter) >= MIN_TOPIC:
        topic = TOPIC_END.sub("", shorter)
    if ASKS_OF_LEVEL.search(core):
        staged = STAGE.sub("", topic)
        topic = staged if len(staged) >= MIN_TOPIC and parts_of(staged) else topic
    return topic


def without_verb(topic: str, core: str) -> str:
    """Leave out the verb at the end of a topic that the follow-up says itself: 泄洪前通知 + 由谁通知."""
    for size in (4, 3, 2):
        if len(topic) - size >= MIN_TOPIC and topic[-size:] in core[1:]:
            return TOPIC_END.sub("", topic[:-size]) or topic
    return topic


def asked_anew(before: str, core: str) -> str:
    """Return the earlier question with other words that ask: 向谁报告 + 多久 → 多久报告; a whole one stands behind the topic."""
    if bare := BARE.fullmatch(core):
        plain = TAIL.sub("", before)
        for pattern in (ASKED_WITH_VERB, ENDED_BY_ASK):
            if match := pattern.search(plain):
                return f"{plain[: match.start()]}{bare['ask']}{match['verb'].rstrip('给到')}"
    head = head_of(before, core)
    found = ASKS.search(core)
    if found and found.start() >= MIN_TOPIC and (owner := OWNED.match(head)):
        head = owner["owner"]  # 防汛演练的总指挥 + 评估组由谁牵头
    return joined(head, core)


def joined(topic: str, core: str) -> str:
    """Put what is asked behind a topic; what both say at the seam is said once."""
    for size in range(min(len(topic), len(core)), 1, -1):
        if topic.endswith(core[:size]):
            return topic + core[size:]
    return topic + core


def says_of_its_own(core: str) -> str:
    """Return what a fragment says besides names and words that ask."""
    return ASKING.sub("", TAIL.sub("", beside(core, parts_of(core))))
