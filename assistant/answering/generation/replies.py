"""A growing reply cut into finished sentences with the evidence they name; words with [n], or the JSON form."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MARKER = re.compile(r"\[(\d{1,3})\]|【(\d{1,3})】|［(\d{1,3})］")
# A sentence keeps the markers that follow its full stop; "![" begins an image and ends nothing.
SENTENCE = re.compile(
    r"(?:[^。！？!?\n]|!(?=\[))+(?:[。！？?]|!(?!\[))*(?:\s*(?:\[\d{1,3}\]|【\d{1,3}】|［\d{1,3}］))*"
)
MARKER_BEGINS = re.compile(r"[\[【［]\d{0,3}")
THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
FORM_BEGINS = re.compile(r"\s*(?:```\s*(?:json)?\s*)?\{")
SENTENCES_BEGIN = re.compile(r'"sentences"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentence:
    """One sentence as the model gave it: text, perhaps with markers in it, and the 1-based evidence it names."""

    text: str
    sources: tuple[int, ...]


class ReplyReader:
    """Takes a reply piece by piece and gives each sentence out once, as soon as nothing can be added to it."""

    def __init__(self) -> None:
        self._reply = ""
        self._given = 0

    @property
    def pending(self) -> str:
        """What has come of the sentence that is not finished; "" inside the JSON form."""
        text = without_thoughts(self._reply)
        if FORM_BEGINS.match(text):
            return ""
        matches = [match.group().strip() for match in SENTENCE.finditer(text)]
        return "".join([one for one in matches if one][self._given :])

    def feed(self, piece: str) -> list[ReplySentence]:
        """Return the sentences that this piece finished."""
        self._reply += piece
        return self._new(finished=False)

    def finish(self) -> list[ReplySentence]:
        """Return what is left when the reply has ended."""
        return self._new(finished=True)

    def _new(self, *, finished: bool) -> list[ReplySentence]:
        sentences = sentences_of(self._reply, finished=finished)
        new, self._given = sentences[self._given :], max(self._given, len(sentences))
        return new


def sentences_of(reply: str, *, finished: bool) -> list[ReplySentence]:
    """Return the sentences of a reply so far, without the last one in words unless it has ended."""
    text = without_thoughts(reply)
    if FORM_BEGINS.match(text):
        return shaped_sentences(text)
    matches = [match.group().strip() for match in SENTENCE.finditer(text)]
    if not finished:  # the last may go on, and so may the one before a marker that has only begun
        matches = matches[: -2 if matches and MARKER_BEGINS.fullmatch(matches[-1]) else -1]
    return [ReplySentence(text=one, sources=named_in(one)) for one in matches if one]


def shaped_sentences(text: str) -> list[ReplySentence]:
    """Return the finished sentences of the JSON form; what does not fit it is left out."""
    begin = SENTENCES_BEGIN.search(text)
    position = begin.end() if begin else len(text)
    found: list[ReplySentence] = []
    while True:
        gap = BETWEEN.match(text, position)
        position = gap.end() if gap else position
        if not text.startswith("{", position):
            return found
        try:
            item, position = DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return found
        found += sentences_in(item)


def sentences_in(item: object) -> list[ReplySentence]:
    """Return the sentences of one object of the form; several in one text share its sources."""
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return []
    given = item.get("sources")
    sources = tuple(one for one in given if type(one) is int) if isinstance(given, list) else ()
    texts = (match.group().strip() for match in SENTENCE.finditer(item["text"]))
    return [ReplySentence(text=one, sources=tuple(dict.fromkeys((*sources, *named_in(one))))) for one in texts if one]


def named_in(text: str) -> tuple[int, ...]:
    """Return the numbers that the markers of a text name, each once."""
    numbers = (int(next(group for group in match.groups() if group)) for match in MARKER.finditer(text))
    return tuple(dict.fromkeys(numbers))


def without_thoughts(reply: str) -> str:
    """Return a reply without what reasoning models think aloud before it."""
    return THOUGHTS.sub("", reply)
