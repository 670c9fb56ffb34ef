"""A real OpenAI-compatible chat server on loopback that answers well or fails in a chosen way."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

GOOD = "good"
HOST = "127.0.0.1"


def chunk(content: str, finish: str | None = None) -> bytes:
    """Return one server-sent event of the chat protocol."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": content}, "finish_reason": finish}
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


class ChatServer:
    """Serves `reply`, or fails as `mode` says; a context manager. The first part of a path may name another mode.

    Attributes:
        requests: The request bodies received, parsed.
    """

    def __init__(self, reply: str = "", mode: str = GOOD) -> None:
        self.reply = reply
        self.mode = mode
        self.requests: list[dict[str, object]] = []
        self.closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                request = json.loads(self.rfile.read(length))
                mode = self.path.split("/")[1]
                server.requests.append(request)
                with contextlib.suppress(OSError):  # the client gives up, as it should
                    MODES.get(mode, MODES[server.mode])(server, self)

            def log_message(self, format: str, *args: object) -> None:
                """Keep the test output clean."""

        self._http = ThreadingHTTPServer((HOST, 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/v1"

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    def __enter__(self) -> ChatServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    def pieces(self) -> Iterator[bytes]:
        """Yield the reply in pieces of a few characters."""
        for start in range(0, len(self.reply), 7):
            yield chunk(self.reply[start : start + 7])


def start(handler: BaseHTTPRequestHandler, status: int = 200, kind: str = "text/event-stream") -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.end_headers()


def good(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    start(handler)
    for piece in server.pieces():
        handler.wfile.write(piece)
        handler.wfile.flush()
    handler.wfile.write(chunk("", "stop") + b"data: [DONE]\n\n")


def hang(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    server.closing.wait(60)


def stall(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    start(handler)
    handler.wfile.write(chunk(server.reply[:9]))
    handler.wfile.flush()
    server.closing.wait(60)


def cut(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    start(handler)
    handler.wfile.write(chunk(server.reply))


def refuse_with(status: int) -> Callable[[ChatServer, BaseHTTPRequestHandler], None]:
    def answer(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
        start(handler, status, "application/json")
        handler.wfile.write(json.dumps({"error": {"message": "no", "type": "server"}}).encode())

    return answer


def body_of(body: bytes, kind: str = "text/event-stream") -> Callable[[ChatServer, BaseHTTPRequestHandler], None]:
    def answer(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
        start(handler, 200, kind)
        handler.wfile.write(body)

    return answer


def huge(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    start(handler)
    handler.wfile.write(chunk("应急" * 1_700_000) + chunk("", "stop") + b"data: [DONE]\n\n")


def looping(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    start(handler)
    while not server.closing.is_set():
        handler.wfile.write(chunk("立即报告，立即组织转移，"))
        handler.wfile.flush()
        time.sleep(0.01)


def trickle(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    """Keep the connection alive with comments of the protocol and say nothing."""
    start(handler)
    while not server.closing.wait(0.1):
        handler.wfile.write(b": wait\n\n")
        handler.wfile.flush()


def redirect(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    """Send the question on to another address."""
    handler.send_response(307)
    handler.send_header("Location", f"http://{HOST}:{server.port}/{GOOD}/v1/chat/completions")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def no_shapes(server: ChatServer, handler: BaseHTTPRequestHandler) -> None:
    """Refuse `response_format`, as servers do that do not know it."""
    (refuse_with(400) if "response_format" in server.requests[-1] else good)(server, handler)


MODES: dict[str, Callable[[ChatServer, BaseHTTPRequestHandler], None]] = {
    GOOD: good,
    "hang": hang,
    "stall": stall,
    "cut": cut,
    "429": refuse_with(429),
    "500": refuse_with(500),
    "html": body_of(b"<html><body>Bad gateway</body></html>", "text/html"),
    "wrong_json": body_of(b'data: {"choices": [{"delta": \n\n'),
    "other_json": body_of(b'{"answer": 42}', "application/json"),
    "empty": body_of(chunk("", "stop") + b"data: [DONE]\n\n"),
    "nothing": body_of(b""),
    "huge": huge,
    "invalid_utf8": body_of(b'data: {"choices": [{"delta": {"content": "\xff\xfe\xb0"}}]}\n\n'),
    "looping": looping,
    "trickle": trickle,
    "redirect": redirect,
    "no_shapes": no_shapes,
}
FAULTS = tuple(sorted(set(MODES) - {GOOD, "no_shapes"}))
