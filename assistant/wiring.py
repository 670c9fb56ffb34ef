"""The one place where concrete parts are chosen and joined."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.answering.answerer import Answerer
from assistant.answering.chat_models import open_chat_model
from assistant.trace.recorder import TraceRecorder, open_recorder
from kb.encoders import open_encoder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

if TYPE_CHECKING:
    from assistant.cards.drafter import CardDrafter


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """The joined product over one data folder; a context manager that closes the base.

    Attributes:
        recorder: Keeps the answers that were given; None when the base is only read or keeping them is switched off.
    """

    settings: Settings
    kb: KnowledgeBase
    answerer: Answerer
    recorder: TraceRecorder | None = None

    @property
    def card_drafter(self) -> CardDrafter:
        """The drafter of disposal cards over this base; its rules are read when it is first asked for."""
        from assistant.cards.drafter import CardDrafter

        return CardDrafter(self.kb)

    def close(self) -> None:
        """Write what is still to be recorded, close the base and release the writer lock."""
        if self.recorder is not None:
            self.recorder.close()
        self.kb.close()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_workbench(settings: Settings, *, writable: bool = False, purpose: str = "") -> Workbench:
    """Open the base of the settings' data folder and join the parts over it.

    Args:
        purpose: What another process is told about this one when it wants to write, e.g. "yubei serve".

    Raises:
        EncoderMismatch: Writing was asked for and the base holds vectors of another encoder.
        StoreError: The data folder cannot be used.
        EncoderUnavailable: The encoder of the settings cannot be loaded.
    """
    kb = KnowledgeBase.open(settings, open_encoder(settings), writable=writable, purpose=purpose)
    answerer = Answerer(kb, open_chat_model(settings))
    return Workbench(settings=settings, kb=kb, answerer=answerer, recorder=open_recorder(kb, settings))
