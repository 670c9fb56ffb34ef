"""A thread that lets the indexes catch up with the catalogue while people work."""

from __future__ import annotations

import logging
import threading

from kb.errors import YubeiError
from kb.knowledge_base import KnowledgeBase

LOG = logging.getLogger(__name__)
STOP_SECONDS = 20.0


class IndexFollower:
    """Syncs once at the start and after each `wake`; search is complete meanwhile, only slower."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="index-follower", daemon=True)

    def start(self) -> None:
        """Begin with a first sync."""
        self._wake.set()
        self._thread.start()

    def wake(self) -> None:
        """Sync soon; several calls in a row give one sync."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread; a sync under way is left at its next step."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._stop.is_set():
                return
            try:
                self._kb.sync(should_stop=self._stop.is_set)
            except YubeiError as error:
                LOG.warning("indexes do not follow: %s", error)
            except Exception:  # a daemon thread must not die silently
                LOG.exception("indexes do not follow")
