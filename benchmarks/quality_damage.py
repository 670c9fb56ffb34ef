"""Known ways in which text goes bad, each applied to good text; seeded, so that every run sees the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from kb.text.segmenter import Segmenter, open_segmenter

Damage = Callable[[str, random.Random], str]
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]+")
_FIRST, _LAST = 0x4E00, 0x9FA5
# Words that spinning programs put in the place of others, right by the dictionary and wrong in the sentence.
_SPUN = {
    "应当": "该当 理当", "加强": "增强 强化", "组织": "构造 团体", "工作": "事业 功课", "管理": "打点 治理", "单位": "单元 机构", "部门": "部分 机关",
    "人员": "职员 人手", "安全": "平安 宁静", "生产": "出产 临盆", "规定": "划定 规章", "事故": "变乱 故事", "情况": "环境 景象", "及时": "实时 即时",
    "报告": "陈述 讲演", "进行": "举行 停止", "要求": "请求 恳求", "责任": "义务 职守", "处置": "处理 措置", "应急": "救急 济急", "救援": "救济 挽救",
    "发生": "产生 爆发", "有关": "相关 有关系", "根据": "按照 凭据", "实施": "施行 执行", "制定": "拟定 订定", "建立": "成立 创立", "完善": "美满 完美",
    "提高": "进步 举高", "落实": "落到 夯实", "检查": "查抄 搜检", "监督": "监视 督察", "负责": "卖力 担任", "措施": "办法 步伐", "设备": "装备 设施",
    "企业": "企业家 公司", "行为": "举动 行动", "依法": "按法 遵法", "法律": "司法 执法", "重大": "严重 庞大", "危险": "伤害 风险", "风险": "危险 危害",
    "保障": "保证 保护", "预案": "预备案 预先方案", "启动": "开动 发动", "指挥": "批示 引导", "协调": "和谐 调和", "开展": "睁开 展开", "信息": "讯息 消息",
    "活动": "运动 勾当", "机关": "构造 构造体", "政府": "当局 官府", "人民": "群众 公民", "国家": "国度 国家的", "社会": "社会上 社会性", "经济": "经济学 财经",
    "发展": "生长 成长", "建设": "扶植 设置装备摆设", "服务": "办事 效劳", "提供": "供给 提供给", "申请": "请求 申报", "批准": "核准 同意", "处罚": "惩罚 处分",
    "以上": "之上 以上的", "下列": "以下 下面", "可以": "能够 可能", "必须": "必需 一定", "不得": "不克不及 没有", "按照": "依照 根据", "负担": "承担 累赘",
    "其他": "其余 别的", "主要": "重要 首要", "决定": "决议 决心", "影响": "作用 陶染", "通过": "经由过程 经过", "作为": "作为一个 动作", "使用": "利用 运用",
}  # fmt: skip
_PLACES = "临澜市 东屏市 北川镇 澜东区 澜西县 青岩县 石泉乡 白河镇 平湖区 云岭县 沙河市 南浦区".split()
_KEYWORDS = "应急预案 应急预案模板 应急预案范文 应急演练方案大全 应急处置卡下载 安全生产应急预案免费".split()
_LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ", "Sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ",
    "Ut enim ad minim veniam, quis nostrud exercitation ullamco. ", "Duis aute irure dolor in reprehenderit in voluptate velit. ",
)  # fmt: skip
_HOLDERS = (
    "单击此处添加标题", "此处添加文字说明，建议与标题相关并符合整体语言风格", "请在此处输入正文内容", "您的内容打在这里，或者通过复制您的文本后粘贴", "点击输入标题文字",
    "在此录入上述图表的综合描述说明", "这里是占位文字这里是占位文字", "请输入您的内容", "添加相关标题文字", "示例文本示例文本示例文本",
)  # fmt: skip


def utf8_as_gbk(text: str, _: random.Random) -> str:
    """UTF-8 bytes read as GBK."""
    return text.encode().decode("gbk", "replace")


def utf8_as_latin(text: str, _: random.Random) -> str:
    """UTF-8 bytes read as Windows-1252."""
    return text.encode().decode("cp1252", "replace")


def gbk_as_latin(text: str, _: random.Random) -> str:
    """GBK bytes read as Latin-1."""
    return text.encode("gb18030").decode("latin-1")


def gbk_as_utf8(text: str, _: random.Random) -> str:
    """GBK bytes read as UTF-8."""
    return text.encode("gb18030").decode("utf-8", "replace")


def gbk_as_big5(text: str, _: random.Random) -> str:
    """GBK bytes read as Big5."""
    return text.encode("gb18030").decode("big5", "replace")


def gbk_as_shift_jis(text: str, _: random.Random) -> str:
    """GBK bytes read as Shift JIS."""
    return text.encode("gb18030").decode("shift_jis", "replace")


def gbk_as_korean(text: str, _: random.Random) -> str:
    """GBK bytes read as EUC-KR."""
    return text.encode("gb18030").decode("euc-kr", "replace")


def font_map_common(text: str, chance: random.Random) -> str:
    """Every ideograph replaced by another of the text: a font whose table of characters is wrong."""
    characters = sorted(set(_IDEOGRAPH.findall(text)))
    others = characters[:]
    chance.shuffle(others)
    return text.translate({ord(one): other for one, other in zip(characters, others, strict=True)})


def font_map_shift(text: str, chance: random.Random) -> str:
    """Every ideograph moved by the same number of code points."""
    step = chance.randint(1, 400)
    return _IDEOGRAPH.sub(lambda found: chr(_FIRST + (ord(found.group()) - _FIRST + step) % (_LAST - _FIRST)), text)


def font_map_letters(text: str, _: random.Random) -> str:
    """Ideographs printed by the numbers of their glyphs, as letters and signs."""
    return _IDEOGRAPH.sub(lambda found: chr(33 + ord(found.group()) % 94), text)


def font_map_private(text: str, _: random.Random) -> str:
    """Ideographs in the private area of Unicode."""
    return _IDEOGRAPH.sub(lambda found: chr(0xE000 + ord(found.group()) % 6000), text)


def shuffled_words(text: str, chance: random.Random) -> str:
    """The words of every clause in random order."""
    return _each_clause(text, lambda clause: "".join(_shuffled(_segmenter().cut(clause), chance)))


def shuffled_characters(text: str, chance: random.Random) -> str:
    """The characters of every clause in random order."""
    return _each_clause(text, lambda clause: "".join(_shuffled(list(clause), chance)))


def reversed_clauses(text: str, _: random.Random) -> str:
    """Every clause backwards, as from a page set right to left."""
    return _each_clause(text, lambda clause: clause[::-1])


def columns_across(text: str, _: random.Random) -> str:
    """Two columns read across: pieces of eight characters of two halves in turn."""
    half = len(text) // 2
    pairs = zip(range(0, half, 8), range(half, len(text), 8), strict=False)
    return "".join(text[left : left + 8] + text[right : right + 8] for left, right in pairs)


def ocr_salad(text: str, chance: random.Random) -> str:
    """Half of the ideographs misread."""
    known = sorted(set(_IDEOGRAPH.findall(text)))
    return _IDEOGRAPH.sub(lambda found: chance.choice(known) if chance.random() < 0.5 else found.group(), text)


def ocr_crumbs(text: str, chance: random.Random) -> str:
    """Stains read as signs among broken words."""
    signs = "丶丿亅乚一〡口囗.,'`|~^;:_-—·"
    return "".join(one if chance.random() < 0.45 else chance.choice(signs) for one in text)


def spun(text: str, chance: random.Random) -> str:
    """Words replaced by what a list of synonyms offers."""
    return "".join(chance.choice(_SPUN[word].split()) if word in _SPUN else word for word in _segmenter().cut(text))


def stuffed(text: str, chance: random.Random) -> str:
    """Keywords put between and into the sentences."""
    return re.sub(
        r"[，。；]", lambda found: f"{found.group()}{chance.choice(_KEYWORDS)}{chance.choice(_KEYWORDS)}", text
    )


def repeated_template(text: str, chance: random.Random) -> str:
    """One paragraph for one place after the other."""
    sentences = [line for line in re.split(r"(?<=[。；])", text) if 20 < len(line) < 120][:4]
    return "\n".join(f"{place}{''.join(sentences)}" for place in (chance.choice(_PLACES) for _ in range(14)))


def random_words(text: str, chance: random.Random) -> str:
    """Words of the document drawn at random, with its punctuation."""
    words = [word for clause in _CLAUSE.findall(text) for word in _segmenter().cut(clause)]
    return _each_clause(text, lambda clause: "".join(chance.choice(words) for _ in range(max(1, len(clause) // 2))))


def lorem(text: str, chance: random.Random) -> str:
    """Latin filler text."""
    return "\n".join(chance.choice(_LOREM) * 2 for _ in range(max(8, len(text) // 120)))


def holders(text: str, chance: random.Random) -> str:
    """A template nobody filled in."""
    return "\n".join(chance.choice(_HOLDERS) for _ in range(max(12, len(text) // 40)))


def english(text: str, chance: random.Random) -> str:
    """The consent notice of a foreign site instead of the document."""
    parts = (
        "We use cookies to improve your experience and to analyse traffic on our website.", "By clicking accept you agree to our terms and privacy policy.",
        "You can change your preferences at any time in the settings of your browser.", "Our partners may store and access information on your device.",
        "Please enable JavaScript to continue using this application.", "Sign in to view this document or create a free account today.",
    )  # fmt: skip
    return "\n".join(chance.choice(parts) for _ in range(max(30, len(text) // 60)))


DAMAGES: tuple[Damage, ...] = (
    utf8_as_gbk, utf8_as_latin, gbk_as_latin, gbk_as_utf8, gbk_as_big5, gbk_as_shift_jis, gbk_as_korean,
    font_map_common, font_map_shift, font_map_letters, font_map_private,
    shuffled_words, shuffled_characters, reversed_clauses, columns_across, random_words,
    ocr_salad, ocr_crumbs, spun, stuffed, repeated_template, lorem, holders, english,
)  # fmt: skip


def _each_clause(text: str, change: Callable[[str], str]) -> str:
    return _CLAUSE.sub(lambda found: change(found.group()), text)


def _shuffled(parts: list[str], chance: random.Random) -> list[str]:
    chance.shuffle(parts)
    return parts


@cache
def _segmenter() -> Segmenter:
    return open_segmenter(())
