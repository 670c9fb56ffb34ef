"""Let the inverted index follow the catalogue in a thread of its own, so that storing goes on meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from kb.errors import ProjectionUnavailable, YubeiError

LOG = logging.getLogger(__name__)


class LexicalFollower:
    """Runs `sync` behind the writer, at most one round at a time. One caller at a time."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._threads: ThreadPoolExecutor | None = None
        self._round: Future[None] | None = None

    def start_round(self) -> None:
        """Begin a round; wait for the one before, so that search never has much to score from the catalogue.

        Raises:
            StoreError: The round before could not note how far it came.
        """
        self._finish_round()
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, thread_name_prefix="lexical")
        self._round = self._threads.submit(self._run)

    def close(self) -> None:
        """Wait for the round under way and end the thread."""
        try:
            self._finish_round()
        except YubeiError as error:  # nothing is lost: the next opening finds the index behind
            LOG.warning("lexical index does not follow: %s", error)
        finally:
            if self._threads is not None:
                self._threads.shutdown()
                self._threads = None

    def _finish_round(self) -> None:
        running, self._round = self._round, None
        if running is not None:
            running.result()

    def _run(self) -> None:
        try:
            self._sync()
        except ProjectionUnavailable as error:  # the documents are stored; search scores them itself
            LOG.warning("lexical index does not follow: %s", error)
