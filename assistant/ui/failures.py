"""What a handler tells the person when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import gradio as gr

from assistant.ui import strings
from kb.errors import YubeiError

LOG = logging.getLogger(__name__)


def warn(message: str) -> None:
    """Show a Chinese sentence at the edge of the page."""
    gr.Warning(message, title=strings.NOTICE_TITLE, duration=strings.NOTICE_SECONDS)


def inform(message: str) -> None:
    """Show that something was done."""
    gr.Info(message, title=strings.DONE_TITLE, duration=strings.NOTICE_SECONDS)


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Show an error of the block and end the block; what follows the block runs in either case."""
    try:
        yield
    except YubeiError as error:
        warn(error.message_zh)
    except Exception as error:
        LOG.exception("a handler of the page failed")
        warn(strings.UNEXPECTED.format(kind=type(error).__name__))
