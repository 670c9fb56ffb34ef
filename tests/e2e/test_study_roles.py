"""With a login, a trainee reads and changes nothing of another by requests made past the page."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from assistant.study.blueprints import Blueprint, Part
from assistant.study.questions.records import AnswerForm
from assistant.study.room import StudyRoom
from assistant.ui import strings
from assistant.wiring import Workbench
from kb.catalog.study_records import Sitting
from tests.assistant.study.study_base import course_in, open_base, room_of
from tests.e2e.test_feedback_roles import PASSWORD, client_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder: Path = tmp_path_factory.mktemp("study-roles")
    with open_base(folder) as opened:
        yield replace(opened, settings=opened.settings.model_copy(update={"editors": "teacher"}))


@pytest.fixture(scope="module")
def room(workbench: Workbench) -> StudyRoom:
    return room_of(workbench)


@pytest.fixture(scope="module")
def sitting(room: StudyRoom) -> Sitting:
    """An exam that wang has begun."""
    wang = room.kb.catalog.study.add_learner("wang", by_login=True, at=datetime.now(UTC))
    parts = (Part(form=AnswerForm.JUDGE, count=1, points=2.0),)
    paper = room.hall.make_paper(course_in(room), Blueprint(title="测验", minutes=10, parts=parts), "teacher")
    return room.hall.start(wang.learner_no, paper.paper_id, datetime.now(UTC))


@pytest.fixture(scope="module")
def address(workbench: Workbench) -> Iterator[str]:
    from assistant.ui.page import build_page
    from assistant.ui.upload_run import UploadDesk

    page = build_page(workbench, UploadDesk(workbench.kb, workbench.settings))
    page.queue(api_open=False)
    users = [(name, PASSWORD) for name in ("wang", "trainee", "teacher")]
    _, address, _ = page.launch(auth=users, prevent_thread_lock=True, quiet=True, share=False, ssr_mode=False)
    yield address
    page.close()


def call(client: httpx.Client, target: tuple[str, str], data: list[object], sent: Mapping[str, object]) -> str:
    """Call the handler of (elem_id, event) by its number with made-up data; return what came back."""
    config = client.get("/config").json()
    ids = {component["id"]: component["props"].get("elem_id") for component in config["components"]}
    number = next(
        one["id"] for one in config["dependencies"] if any((ids.get(at), name) == target for at, name in one["targets"])
    )
    session = uuid.uuid4().hex
    body = {"data": data, "fn_index": number, "session_hash": session, "event_data": dict(sent)}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    events = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as lines:
        for line in lines.iter_lines():
            if line.startswith("data:"):
                events.append(json.loads(line.removeprefix("data:")))
                if events[-1]["msg"] == "process_completed":
                    break
    return json.dumps(events, ensure_ascii=False)


def test_another_learners_exam_and_record_stay_closed(room: StudyRoom, sitting: Sitting, address: str) -> None:
    who = {"name": "wang", "course": course_in(room).course_id}
    sent = {"key": sitting.sitting_id, "index": 0, "reply": "A"}
    with client_of(address, "trainee") as client:
        assert "没有这场考试" in call(client, ("study-exam", "input"), [who], sent)
        assert "没有这场考试" in call(client, ("study-exam", "stop"), [who], sent)
        assert "没有这场考试" in call(client, ("study-exam", "play"), [who], sent)
        assert "学习记录_trainee" in call(client, ("study-export-json", "click"), [who], {})
    assert room.hall.replies(sitting) == {}
    with client_of(address, "wang") as client:
        assert "已保存" in call(client, ("study-exam", "input"), [{**who, "name": "trainee"}], sent)
    assert [one.reply for one in room.hall.replies(sitting).values()] == ["A"]


def test_the_class_and_the_keys_are_for_editors(room: StudyRoom, sitting: Sitting, address: str) -> None:
    targets = (
        (("study-class", "edit"), []),
        (("study-exam", "download"), []),
        (("study-rule-run", "click"), ["", 1, 1, ""]),
    )
    for user, refused in (("trainee", True), ("teacher", False)):
        with client_of(address, user) as client:
            for target, data in targets:
                said = call(client, target, list(data), {"key": sitting.paper_id})
                assert (strings.EDITORS_ONLY in said) is refused, (user, target)
