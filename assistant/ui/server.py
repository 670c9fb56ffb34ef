"""Serve the page on this machine until interrupted."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.ui import strings
from assistant.ui.index_follower import IndexFollower
from assistant.ui.page_folder import PageFolder, blocked_paths
from assistant.wiring import Workbench
from kb.errors import SettingsError, system_reason
from kb.settings import Settings

UPLOAD_GRACE_SECONDS = 60.0


def serve(workbench: Workbench, *, open_browser: bool = False) -> None:
    """Serve until Ctrl-C or a request to end; call from the main thread.

    `workbench.settings.data_path` must be absolute: the working directory changes.

    Raises:
        SettingsError: The address cannot be bound.
    """
    settings = workbench.settings
    check_address(settings)
    folder = PageFolder(settings.data_path)
    folder.enter()
    follower = IndexFollower(workbench.kb)
    try:
        _serve_in(workbench, follower, open_browser=open_browser)
    finally:
        follower.stop()
        folder.leave()


def _serve_in(workbench: Workbench, follower: IndexFollower, *, open_browser: bool) -> None:
    # Gradio reads its environment when it is imported, so not before the folder is entered.
    from assistant.ui.launching import close_page, launch_page
    from assistant.ui.page import build_page
    from assistant.ui.upload_run import UploadDesk
    from assistant.ui.web_shell import is_loopback

    desk = UploadDesk(workbench.kb, workbench.settings, on_stored=follower.wake)
    page = build_page(workbench, desk)
    with interrupted() as stop:
        address = launch_page(page, workbench.settings, blocked_paths(workbench.settings.data_path))
        follower.start()
        _say(strings.SERVING.format(address=address))
        if not is_loopback(workbench.settings.host):
            _say(strings.SERVING_OPEN.format(host=workbench.settings.host))
        if open_browser:
            webbrowser.open(address)
        while not stop.wait(0.5):  # a bare wait would not hear Ctrl-C on Windows
            pass
        _say(strings.CLOSING)
    close_page(page)
    desk.wait(UPLOAD_GRACE_SECONDS)


@contextmanager
def interrupted() -> Iterator[threading.Event]:
    """Give an event that is set by Ctrl-C and by a polite request to end."""
    stop = threading.Event()
    names = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        names.append(signal.SIGBREAK)
    before = {name: signal.signal(name, lambda *_: stop.set()) for name in names}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def check_address(settings: Settings) -> None:
    """Try to bind the address.

    Raises:
        SettingsError: The port is taken or the address is not of this machine; says what to do.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # on Windows the option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            text = strings.PORT_BUSY.format(host=settings.host, port=settings.port, reason=system_reason(error))
            raise SettingsError(text) from error


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
