"""With a login, handlers of the editors' tab refuse everybody else, called past the page by their numbers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.feedback.remarks import remark_on
from assistant.ui import strings
from assistant.wiring import Workbench, open_workbench
from kb.settings import Settings
from tests.builders import make_document, original_of

pytestmark = pytest.mark.slow
PASSWORD = "only for this test"
SECRET = "号码写错了"
# elem_id of what raises the event, the event, further inputs after what the page gives.
EDITORS_CALLS = (
    ("feedback-state", "change"),
    ("feedback-list", "apply"),
    ("feedback-list", "undo"),
    ("feedback-list", "expand"),
    ("feedback-list", "edit"),
    ("feedback-export", "click"),
    ("fixed-list", "delete"),
    ("fix-save", "click"),
)


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder: Path = tmp_path_factory.mktemp("roles")
    settings = Settings(data_path=folder / "data", workers=1, editors="wang")
    with open_workbench(settings, writable=True) as opened:
        document = make_document()
        opened.kb.replace_documents([document], {document.document_id: original_of(document)})
        answer = opened.answerer.answer("多少分钟内启动响应？")
        opened.kb.catalog.journal.add_feedback(remark_on(answer, "wrong", "value", SECRET))
        yield opened


@pytest.fixture(scope="module")
def address(workbench: Workbench) -> Iterator[str]:
    from assistant.ui.page import build_page
    from assistant.ui.upload_run import UploadDesk

    page = build_page(workbench, UploadDesk(workbench.kb, workbench.settings))
    page.queue(api_open=False)
    users = [("wang", PASSWORD), ("trainee", PASSWORD)]
    _, address, _ = page.launch(auth=users, prevent_thread_lock=True, quiet=True, share=False, ssr_mode=False)
    yield address
    page.close()


@contextmanager
def client_of(address: str, user: str) -> Iterator[httpx.Client]:
    """Lend a client that is logged in."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        assert client.post("/login", data={"username": user, "password": PASSWORD}).status_code == 200
        yield client


def call(client: httpx.Client, elem_id: str, event: str) -> str:
    """Call the handler of an event by its number, as a program past the page would; return what came back."""
    config = client.get("/config").json()
    ids = {component["id"]: component["props"].get("elem_id") for component in config["components"]}
    dependency = next(
        one
        for one in config["dependencies"]
        if any(ids.get(target) == elem_id and name == event for target, name in one["targets"])
    )
    given = ["all" if ids.get(item) == "feedback-state" else "多少分钟内启动响应？" for item in dependency["inputs"]]
    session = uuid.uuid4().hex
    body = {
        "data": given,
        "fn_index": dependency["id"],
        "session_hash": session,
        "event_data": {"index": 1, "document_id": "0" * 16},
    }
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as lines:
        events = []
        for line in lines.iter_lines():
            if line.startswith("data:"):
                events.append(json.loads(line.removeprefix("data:")))
                if events[-1]["msg"] == "process_completed":
                    break
    return json.dumps(events, ensure_ascii=False)


@pytest.mark.parametrize(("elem_id", "event"), EDITORS_CALLS)
def test_others_see_and_change_nothing(workbench: Workbench, address: str, elem_id: str, event: str) -> None:
    with client_of(address, "trainee") as client:
        said = call(client, elem_id, event)
    assert strings.EDITORS_ONLY in said
    assert SECRET not in said
    assert len(workbench.kb.catalog.journal.feedback(done=False)) == 1
    assert workbench.kb.catalog.journal.fixed() == []


def test_an_editor_sees_and_settles(workbench: Workbench, address: str) -> None:
    with client_of(address, "wang") as client:
        assert SECRET in call(client, "feedback-state", "change")
        assert strings.EDITORS_ONLY not in call(client, "feedback-list", "apply")
        assert [one.done_by for one in workbench.kb.catalog.journal.feedback(done=True)] == ["wang"]
        call(client, "feedback-list", "undo")
    assert len(workbench.kb.catalog.journal.feedback(done=False)) == 1


def test_without_login_nothing_is_answered(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        assert client.get("/config").status_code == 401
