"""Runs the whole product with a bar on every outgoing connection and counts what was tried."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", ""})
WATCHED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"})
PACKAGES = ("kb", "ingest", "assistant")
LIBRARIES = ("llama_index.core", "chromadb", "sentence_transformers", "gradio", "jieba")
ROUTE = "入库、索引、提问、处置卡、Word导出"
SAMPLE_NAME = "离线自检样例现场处置方案.txt"
SAMPLE = """离线自检样例现场处置方案
1 火灾现场处置方案
1.1 应急处置
（1）值班员发现起火，立即拨打119报警。
（2）值班员5分钟内报告值班室0600-5550000。
（3）值班员关闭电源，引导人员沿疏散楼梯撤离到东门集结点。
1.2 注意事项
（1）严禁电气设备未断电用水灭火。
"""


class OutsideCall(RuntimeError):
    """Something tried to reach another machine."""


@dataclass(slots=True, kw_only=True)
class Bar:
    """An audit hook on sockets: counts and refuses what is not for this machine. It cannot be removed, only opened."""

    closed: bool = False
    attempts: list[str] = field(default_factory=list)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.closed or event not in WATCHED:
            return
        host = host_of(event, arguments)
        if host is not None and host not in LOOPBACK:
            self.attempts.append(f"{event} {host}")
            raise OutsideCall(f"{event} {host}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineProof:
    """What happened behind the bar.

    Attributes:
        attempts: Outgoing calls that were tried (and refused).
        failure: Why the route was not finished, "" when it was.
    """

    attempts: tuple[str, ...]
    modules: int
    route: str
    failure: str


def host_of(event: str, arguments: tuple[object, ...]) -> str | None:
    """Return the host a socket event is about; None for local sockets, which have a path instead."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        return host.decode("ascii", "replace") if isinstance(host, bytes) else None if host is None else str(host)
    address = arguments[1] if len(arguments) > 1 else None
    return str(address[0]) if isinstance(address, tuple) and address else None


def prove_offline() -> OfflineProof:
    """Import everything, then go the whole route in a temporary folder, with every way out barred.

    The bar sees what goes through Python's socket module; parts in native code are outside it.
    """
    bar = Bar()
    sys.addaudithook(bar)
    bar.closed = True
    failure, modules = "", 0
    try:
        modules = import_everything()
        with tempfile.TemporaryDirectory(prefix="yubei-doctor-", ignore_cleanup_errors=True) as folder:
            go_the_route(Path(folder))
    except Exception as error:  # whatever breaks without a network is what this command is to find
        failure = f"{type(error).__name__} {error}"
    finally:
        bar.closed = False
    return OfflineProof(attempts=tuple(bar.attempts), modules=modules, route=ROUTE, failure=failure)


def import_everything() -> int:
    """Import every module of the product and the large libraries; return how many modules are loaded."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    for library in LIBRARIES:
        importlib.import_module(library)
    return len(sys.modules)


def go_the_route(folder: Path) -> None:
    """Store a document, index it, ask, draft a card, export it.

    Raises:
        RuntimeError: A step gave nothing.
    """
    from assistant.cards.drafter import CardRequest
    from assistant.cards.export_docx import write_card
    from assistant.cards.printing.typeset import write_pdf
    from assistant.wiring import open_workbench
    from ingest.assembly import assemble
    from ingest.parsers import parse_as
    from ingest.records import FoundFile
    from ingest.sniffing import sniff
    from kb.errors import ExportFailed
    from kb.settings import load_settings

    content = SAMPLE.encode()
    found = FoundFile(path=folder / SAMPLE_NAME, source_uri=SAMPLE_NAME, byte_count=len(content))
    parsed = parse_as(sniff(content, SAMPLE_NAME), content, SAMPLE_NAME)
    document = assemble(parsed, found, content, now=datetime.now(UTC))
    settings = load_settings(data_path=folder / "base", llm_base_url="", llm_model="")
    with open_workbench(settings, writable=True) as workbench:
        workbench.kb.replace_documents([document], {document.document_id: content})
        workbench.kb.sync()
        answer = workbench.answerer.answer("发现起火值班员几分钟内报告值班室")
        card = workbench.card_drafter.draft(CardRequest(position="值班员", hazard="火灾"))
    write_card(card, folder / "card.docx")
    with contextlib.suppress(ExportFailed):  # without a Chinese font no PDF can be set here
        write_pdf(card, folder / "card.pdf")
    if answer.refused or not card.citations:
        raise RuntimeError("样例文档没有得到回答或处置卡")
