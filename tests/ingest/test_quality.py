from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.assembly import assemble
from ingest.decoding import decode
from ingest.parsers import parse_as
from ingest.quality import Fault, judge
from ingest.records import FoundFile, OutcomeCode
from ingest.sniffing import FileFormat
from kb.errors import FileRefused
from kb.text.segmenter import open_segmenter

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PLAN = """第一条 为了及时有效处置城区内涝，减少人员伤亡和财产损失，根据有关法律法规，结合本市实际，制定本预案。
第二条 市防汛抗旱指挥部统一领导全市的防汛工作，各成员单位按照职责分工做好预警、会商和抢险救援。
第三条 气象部门发布暴雨橙色预警后，指挥部应当在三十分钟内组织会商研判，并决定是否启动应急响应。
第四条 启动二级响应的，指挥部副指挥长坐镇指挥，相关单位主要负责人到岗到位，抢险队伍集结待命。
第五条 低洼地区的街道办事处应当提前组织群众转移，妥善安排临时住所，保障饮用水和食品供应。
第六条 积水深度超过三十厘米的下穿立交应当立即封闭，由交警部门设置警示标志并引导车辆绕行。
第七条 任何单位和个人发现险情，都应当立即向当地人民政府或者防汛指挥机构报告，不得迟报瞒报。
第八条 应急响应结束后，有关部门应当及时开展灾情调查评估，总结经验教训，修订完善应急预案。
第九条 本预案由市应急管理局负责解释，自印发之日起施行，每三年至少组织一次修订和评审工作。"""

LONG = "\n".join([PLAN] * 4)


def shuffled(text: str, seed: int = 7) -> str:
    """The words of every line in random order."""
    chance, segmenter = random.Random(seed), open_segmenter(())
    lines = []
    for line in text.splitlines():
        words = [word for piece in re.findall(r"[\u4e00-\u9fff]+", line) for word in segmenter.cut(piece)]
        chance.shuffle(words)
        lines.append("".join(words))
    return "\n".join(lines)


def random_ideographs(text: str, seed: int = 7) -> str:
    chance = random.Random(seed)
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) if "\u4e00" <= one <= "\u9fff" else one for one in text)


DAMAGES = {
    "gbk read as latin-1": (lambda text: text.encode("gb18030").decode("latin-1"), Fault.GARBLED),
    "utf-8 read as gbk": (lambda text: text.encode().decode("gbk", "replace"), Fault.GARBLED),
    "random ideographs": (random_ideographs, Fault.GARBLED),
    "random ascii": (lambda text: "".join(chr(33 + ord(one) * 31 % 94) for one in text), Fault.GARBLED),
    "private use": (lambda text: "".join(chr(0xE000 + ord(one) % 6000) for one in text), Fault.GARBLED),
    "shuffled words": (shuffled, Fault.SHUFFLED),
}


def test_a_plan_is_text() -> None:
    assert judge(PLAN) is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_text_is_hopeless(damage: str) -> None:
    spoil, fault = DAMAGES[damage]
    verdict = judge(spoil(LONG))
    assert verdict is not None
    assert (verdict.fault, verdict.hopeless) == (fault, True)
    assert "没有入库" in verdict.reason


def test_a_short_shuffled_text_is_doubtful() -> None:
    verdicts = [judge(shuffled(PLAN, seed)) for seed in range(20)]
    assert all(verdict is not None and verdict.fault is Fault.SHUFFLED for verdict in verdicts)
    assert judge(PLAN[:150]) is None


def test_a_garbled_part_is_named_with_its_share() -> None:
    verdict = judge(PLAN * 3 + PLAN.encode("gb18030").decode("latin-1"))
    assert verdict is not None
    assert (verdict.fault, verdict.hopeless) == (Fault.GARBLED, False)
    share = re.search(r"约 (\d+)% 的文字是乱码", verdict.reason)
    assert share is not None and 20 <= int(share[1]) <= 49


@pytest.mark.parametrize(
    "text",
    [
        "",
        "电话 0312-5550119",
        "张伟、李娜、王芳、刘洋、陈静、杨帆、赵磊、黄敏、周杰、吴倩、徐强、孙丽、马超、朱琳、胡军、郭涛\n" * 8,
        "Emergency response plan. The duty officer reports within 30 minutes (see annex 2).\n" * 20,
        "水位 32.5 m；流量 1200 m³/s；雨量 88.0 mm；气温 21～28 ℃\n" * 30,
        "a/b.c-d 12:30 13:45 1,200.50 (1) [2] {3}\n" * 20,
    ],
)
def test_short_texts_lists_and_figures_are_left_alone(text: str) -> None:
    assert judge(text) is None


def test_a_hopeless_file_is_refused_and_a_partly_garbled_one_warns() -> None:
    def assembled(text: str) -> tuple[str, ...]:
        data = text.encode()
        found = FoundFile(path=Path("a.txt"), source_uri="a.txt", byte_count=len(data))
        return assemble(parse_as(FileFormat.TEXT, data, "a.txt"), found, data, now=NOW).warnings

    assert assembled(PLAN) == ()
    with pytest.raises(FileRefused, match="语序紊乱") as refusal:
        assembled(shuffled(LONG))
    assert refusal.value.outcome == OutcomeCode.UNREADABLE
    [warning] = assembled(PLAN * 3 + "\n" + random_ideographs(PLAN))
    assert "乱码" in warning


def real_texts(folder: Path, count: int) -> list[tuple[str, str]]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    chosen = paths if len(paths) <= count else random.Random(5).sample(paths, count)
    return [(path.name, decode(path.read_bytes()).text) for path in chosen]


def test_no_false_alarm_on_own_documents_and_every_shuffled_one_is_caught(corpora_dir: Path) -> None:
    texts = real_texts(corpora_dir, 50)
    assert len(texts) >= 10
    assert [name for name, text in texts if judge(text)] == []
    assert [name for name, text in texts if not judge(shuffled(text))] == []


@pytest.mark.parametrize(("folder", "count"), [("laws", 200), ("plans", 50), ("reports", 50), ("warnings", 50)])
def test_no_false_alarm_on_real_documents(shared_dir: Path, folder: str, count: int) -> None:
    texts = real_texts(shared_dir / "corpora" / folder, count)
    assert [name for name, text in texts if judge(text)] == []


def test_shuffled_laws_are_caught(shared_dir: Path) -> None:
    texts = [(name, text[:8000]) for name, text in real_texts(shared_dir / "corpora" / "laws", 60) if len(text) > 800]
    assert len(texts) >= 50
    assert [name for name, text in texts if not judge(shuffled(text))] == []
