"""What a streamed answer consists of."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUpdate:
    """A step of a streamed answer.

    Attributes:
        draft: The sentence that the model is saying, not yet checked; "" for extractive answers.
        verified: Sentences of the model that passed their check, in order.
        answer: The final, checked answer; None until the last update.
    """

    draft: str = ""
    verified: tuple[str, ...] = ()
    answer: Answer | None = None
