"""What surrounds every response of the page: language, a content policy that keeps the browser on this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
# Gradio's front end evaluates small functions and writes style elements; everything must come from this server.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_SOCIAL_META = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', re.S)
_SAMPLE_FILE = re.compile(r"https://github\.com/gradio-app/[^\"]*")  # an example for API users, never fetched
# The front end takes its language from the browser, which on many office machines says English.
_SPEAK_CHINESE = (
    "<script>for (const [name, value] of [['language', 'zh-CN'], ['languages', ['zh-CN', 'zh']]])"
    " Object.defineProperty(navigator, name, { get: () => value });</script>"
)


def shell(host: str, extras: str) -> list[Middleware]:
    """Return the middleware of a server bound to `host`; `extras` goes into the page's head.

    A server on loopback answers only requests that name loopback: a web page elsewhere cannot reach it through
    a name that resolves to 127.0.0.1 (DNS rebinding).
    """
    layers = [Middleware(PageShell, extras=extras)]
    if is_loopback(host):
        layers.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK_HOSTS]))
    return layers


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server bound to `host`."""
    return host in ("localhost", "::1") or host.startswith("127.")


def localised(page: str, extras: str) -> str:
    """Return Gradio's index page in Chinese, with our own head elements, without its links to outside preview pictures."""
    page = page.replace('lang="en"', 'lang="zh-CN"', 1)
    page = _SAMPLE_FILE.sub("", _SOCIAL_META.sub("", page))
    page = page.replace("<head>", f"<head>{_SPEAK_CHINESE}", 1)
    return page.replace("</head>", f"{extras}</head>", 1)


class PageShell:
    """Adds the headers to each response and rewrites HTML pages; other bodies stream through untouched."""

    def __init__(self, app: ASGIApp, extras: str) -> None:
        self._app = app
        self._extras = extras

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Rewriter(send, self._extras))


class _Rewriter:
    """A `send` that holds an HTML body back until it is whole."""

    def __init__(self, send: Send, extras: str) -> None:
        self._send = send
        self._extras = extras
        self._held: Message | None = None
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._held is not None and message["type"] == "http.response.body":
            self._body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(self._held, self._body)
        else:
            await self._send(message)

    async def _start(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers[name] = value
        if headers.get("content-type", "").startswith("text/html"):
            self._held = message
        else:
            await self._send(message)

    async def _finish(self, start: Message, body: Sequence[bytes]) -> None:
        page = localised(b"".join(body).decode("utf-8"), self._extras).encode("utf-8")
        MutableHeaders(scope=start)["content-length"] = str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page, "more_body": False})
