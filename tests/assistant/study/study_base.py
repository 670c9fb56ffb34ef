"""A small plan whose clauses carry questions, in a base of its own, and a newer version of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.study.room import StudyRoom, open_room
from assistant.wiring import Workbench, open_workbench
from kb.catalog.study_records import Course, Learner
from kb.records import Document, Metadata
from kb.settings import Settings
from tests.builders import FIXED_TIME, make_document, original_of

TITLE = "临澜市防汛应急预案"
OLD_LIMIT, NEW_LIMIT = "30分钟", "15分钟"
TEXT = (
    f"{TITLE}\n"
    "1 组织指挥\n"
    "市防汛抗旱指挥部负责领导全市防汛抗旱工作，指挥长由市长担任。市气象局负责监测和预报暴雨，及时发布暴雨预警信息。"
    "市水务局负责水库、堤防的巡查和险情处置。\n"
    "2 信息报告\n"
    "县防汛抗旱指挥机构接到险情报告后，应当在30分钟内向市防汛抗旱指挥部报告。发生人员伤亡的，应当在2小时内书面报告市人民政府。\n"
    "3 应急响应\n"
    "预计24小时内降雨量将达到100毫米以上的，市防汛抗旱指挥部启动Ⅱ级响应。启动Ⅱ级响应由市防汛抗旱指挥部副指挥长批准。"
    "值班人员每3小时向市防汛抗旱指挥部报告一次水情。\n"
    "4 人员转移\n"
    "乡镇人民政府负责组织受威胁群众转移。转移顺序为：先老弱病残人员，再一般群众，最后工作人员。严禁转移人员擅自返回危险区。\n"
    "5 物资保障\n"
    "市应急管理局储备编织袋50万条、救生衣2000件、冲锋舟30艘。物资调运令下达后，应当在4小时内送达现场。"
)


def plan(text: str = TEXT, *, since: date = date(2024, 5, 1)) -> Document:
    """Return the plan, in force since a day."""
    metadata = Metadata(title=TITLE, doc_type="plan_special", hazards=("flood",), level="city", effective_on=since)
    return make_document(text, title=TITLE, metadata=metadata, ingested_at=FIXED_TIME, source_uri="plan.txt")


def changed_plan() -> Document:
    """Return the next edition: the limit of 信息报告 is shorter, 物资保障 is gone, all else stands."""
    text = TEXT.replace(OLD_LIMIT, NEW_LIMIT).split("5 物资保障")[0].rstrip("\n")
    return plan(text, since=date(2025, 5, 1))


def open_base(folder: Path) -> Workbench:
    """Open a base that holds the plan."""
    workbench = open_workbench(Settings(data_path=folder / "data", workers=1), writable=True)
    document = plan()
    workbench.kb.replace_documents([document], {document.document_id: original_of(document)})
    return workbench


def replace_plan(room: StudyRoom) -> None:
    """Store the next edition in the place of the plan."""
    old, new = plan(), changed_plan()
    room.kb.replace_documents([new], {new.document_id: original_of(new)}, removes={new.document_id: (old.document_id,)})


def course_in(room: StudyRoom) -> Course:
    """Return the course over the plan."""
    return room.shelf.open("document", "", [plan().work_id], "王编辑")


def learner_in(room: StudyRoom, name: str = "甲") -> Learner:
    """Return a learner."""
    return room.kb.catalog.study.add_learner(name, by_login=False, at=FIXED_TIME)


def room_of(workbench: Workbench) -> StudyRoom:
    """Return the parts of self-study over a base."""
    return open_room(workbench.kb)
