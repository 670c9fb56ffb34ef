"""The frame around every response."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from assistant.ui.web_shell import HEADERS, PageShell, is_loopback, localised, shell

INDEX = (
    '<!doctype html>\n<html\n\tlang="en"\n>\n<head>\n<meta\n\t\t\tproperty="og:image"\n'
    '\t\t\tcontent="https://raw.example.org/x.jpg"\n\t\t/><meta name="twitter:creator" content="@x" />'
    '<meta charset="utf-8" /></head><body>正文</body></html>'
)


def respond(content_type: str, *chunks: bytes) -> tuple[Message, bytes, int]:
    """Return start, body and number of body messages of a response sent through the shell."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", content_type.encode()), (b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, chunk in enumerate(chunks):
            await send({"type": "http.response.body", "body": chunk, "more_body": number < len(chunks) - 1})

    sent: list[Message] = []

    async def run() -> None:
        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await PageShell(app, extras="<style>b{}</style>")({"type": "http"}, receive, send)

    asyncio.run(run())
    return sent[0], b"".join(one["body"] for one in sent[1:]), len(sent) - 1


def test_page_becomes_chinese_and_names_no_outside_host() -> None:
    page = localised(INDEX, "<style>b{}</style>")
    assert 'lang="zh-CN"' in page
    assert "example.org" not in page
    assert "@x" not in page
    assert "<style>b{}</style></head>" in page
    assert "zh-CN" in page.split("<meta")[0]
    assert '<meta charset="utf-8" />' in page


def test_html_is_rewritten_whole_with_its_new_length() -> None:
    raw = INDEX.encode()
    start, body, count = respond("text/html; charset=utf-8", raw[:100], raw[100:])
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert body.decode() == localised(INDEX, "<style>b{}</style>")
    assert count == 1
    assert headers["content-length"] == str(len(body))
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_streams_pass_untouched_but_with_the_policy() -> None:
    start, body, count = respond("text/event-stream", b'data: "lang="en""\n\n', b"data: 2\n\n")
    assert body == b'data: "lang="en""\n\ndata: 2\n\n'
    assert count == 2
    assert (b"content-security-policy", HEADERS["content-security-policy"].encode()) in start["headers"]


def test_policy_lets_the_browser_reach_this_server_only() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("host", "layers"), [("127.0.0.1", 2), ("localhost", 2), ("::1", 2), ("0.0.0.0", 1), ("192.168.1.5", 1)]
)
def test_loopback_server_checks_the_name_it_is_called_by(host: str, layers: int) -> None:
    assert is_loopback(host) == (layers == 2)
    assert len(shell(host, "")) == layers
