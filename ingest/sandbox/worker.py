"""The program of a parser process: read, check, parse and assemble the files it is told, one after another.

Request: JSON {"items": [{"path", "uri", "id"}], "now"}, "path" as made by `path_form`. For each item one reply: the byte "D" and
a document (see `ingest.wire`), or "R" and JSON {"outcome", "reason"}, or "I" alone: there are page images to be
recognised, which a process started for RECOGNISE does; that one sends "P" alone before each page; or "C" alone: only
LibreOffice can open the file, in a process started for CONVERT.
The first reply is "H" and the guards that keep this process off the network, with spaces between.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import orjson

from ingest.assembly import assemble
from ingest.loading import document_id_of, read_bytes
from ingest.parsers import libreoffice, parse_as, recognition
from ingest.records import FoundFile, OutcomeCode
from ingest.sandbox import network
from ingest.sandbox.frames import (
    DOCUMENT,
    HELLO,
    IMAGES,
    OFFICE,
    PAGE,
    REFUSED,
    path_of,
    read_frame,
    write_frame,
)
from ingest.sandbox.limits import Limits, allow_cpu, confine
from ingest.sniffing import macro_note, sniff
from ingest.wire import MAX_FRAME_BYTES, encode_document
from kb.errors import FileRefused

_MAX_REQUEST_BYTES = 4 * 1024 * 1024
_RECURSION_LIMIT = 2_000
_log = logging.getLogger(__name__)


def main() -> None:
    """Serve requests on stdin until it closes. Arguments: the fields of `Limits` as JSON, the task."""
    limits, task = Limits(**orjson.loads(sys.argv[1])), sys.argv[2]
    requests, replies = sys.stdin.buffer, _private_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole console; the parent decides
    sys.setrecursionlimit(_RECURSION_LIMIT)
    _warm_up()
    guards = network.leave(local_sockets=limits.local_sockets)
    confine(limits)
    _set_tasks(replies, task, limits.cpu_seconds)
    write_frame(replies, HELLO + " ".join(guards).encode())
    while (request := read_frame(requests, _MAX_REQUEST_BYTES)) is not None:
        order = orjson.loads(request)
        now = datetime.fromisoformat(order["now"])
        for item in order["items"]:
            allow_cpu(limits.cpu_seconds)
            reply = _answer(item, now)
            write_frame(replies, reply)


def _set_tasks(replies: BinaryIO, task: str, cpu_seconds: int) -> None:
    def begin_page() -> None:
        allow_cpu(cpu_seconds)
        write_frame(replies, PAGE)

    if task == "recognise":
        recognition.permit(begin_page)
    else:
        recognition.defer()
    if task == "convert":
        libreoffice.permit()
    else:
        libreoffice.defer()


def _warm_up() -> None:
    """Load what every document needs, so that the first file does not pay for it."""
    data = "# 预案\n\n第一条 内容。\n".encode()
    path = Path("warm-up.md")
    parsed = parse_as(sniff(data, path.name), data, path.name)
    found = FoundFile(path=path, source_uri=path.name, byte_count=len(data))
    assemble(parsed, found, data, now=datetime.now(UTC))


def _private_stdout() -> BinaryIO:
    """Keep the reply pipe for ourselves: what a library prints goes nowhere."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return replies


def _answer(item: dict[str, Any], now: datetime) -> bytes:
    try:
        packed = encode_document(_read(item, now))
    except recognition.RecognitionNeeded:
        return IMAGES
    except libreoffice.ConversionNeeded:
        return OFFICE
    except FileRefused as refusal:
        return _refusal(refusal.outcome, refusal.message_zh)
    except MemoryError:
        return _refusal(OutcomeCode.TOO_LARGE, "解析所需内存超过上限，请拆分文件后重试。")
    except RecursionError:
        return _refusal(OutcomeCode.REFUSED, "文件内部嵌套层数过多，为安全起见没有读取。")
    except Exception as error:  # a parser bug or a damaged file must not stop the batch
        _log.exception("parsing failed")
        return _refusal(
            OutcomeCode.UNREADABLE, f"文件无法解析（{type(error).__name__}），可能已损坏，请重新保存后重试。"
        )
    if len(packed) >= MAX_FRAME_BYTES:
        return _refusal(OutcomeCode.TOO_LARGE, "文件里的文字过多，请拆分后重试。")
    return DOCUMENT + packed


def _read(item: dict[str, Any], now: datetime) -> Any:
    path, name = path_of(item["path"]), PurePosixPath(item["uri"]).name
    found = FoundFile(path=path, source_uri=item["uri"], byte_count=0)
    data = read_bytes(found)
    if document_id_of(data) != item["id"]:
        raise FileRefused("文件在读取过程中被改动，请重试。", outcome=OutcomeCode.UNREADABLE)
    parsed = parse_as(sniff(data, name), data, name)
    note = macro_note(data)
    noted = replace(parsed, warnings=(*parsed.warnings, note)) if note else parsed
    return assemble(noted, found, data, now=now)


def _refusal(outcome: str, reason_zh: str) -> bytes:
    return REFUSED + orjson.dumps({"outcome": str(outcome), "reason": reason_zh})


if __name__ == "__main__":
    main()
