"""Fixtures for every test: no sockets but loopback, Hugging Face offline, private temporary folders."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.update(
    HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", GRADIO_ANALYTICS_ENABLED="False", ANONYMIZED_TELEMETRY="False"
)

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


@pytest.fixture(autouse=True)
def no_outside_sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a test reach this machine only."""
    connect = socket.socket.connect
    lookup = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"outbound connection to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    def guarded_lookup(host: object, *args: object, **kwargs: object) -> object:
        if host is not None and host not in LOOPBACK:
            raise AssertionError(f"name look-up of {host!r}")
        return lookup(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
    yield


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The shared material beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: the real corpora and question sets are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def corpora_dir() -> Path:
    """The sample documents of the project."""
    return PROJECT / "corpora"
