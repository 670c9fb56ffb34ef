"""A photographed or scanned page as .png or .jpg, read by text recognition."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.parsers import recognition
from ingest.parsers.pdf_pages import join_pages
from ingest.parsers.recognised_runs import with_confidence
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MAX_PIXELS = 60_000_000
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an image.

    Raises:
        FileRefused: Damaged, too large, without text, or recognition is not installed.
        RecognitionNeeded: This process may not recognise, see `ingest.parsers.recognition`.
    """
    kind = _check(data)
    recogniser = recognition.start()
    if recogniser is None:
        raise FileRefused(f"图片里的文字需要识别；{recognition.INSTALL_HINT}。", outcome=OutcomeCode.NO_TEXT)
    pages = recognition.read_pages(recogniser, [1], lambda _: _pixels(data))
    if not pages or not pages[1].lines:
        raise FileRefused("图片里没有识别出文字，请换用更清晰的图片或带文字的文件。", outcome=OutcomeCode.NO_TEXT)
    return ParsedFile(
        media_type=_MEDIA_TYPES[kind],
        blocks=with_confidence(join_pages([pages[1].lines]), pages),
        page_count=1,
        warnings=recognition.page_warnings(pages),
    )


def _check(data: bytes) -> str:
    """Return the kind of image; look at the size it declares before anything is unpacked."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as image:
            warnings.simplefilter("ignore")  # Pillow warns of large images; the limit here is ours
            width, height = image.size
            kind = str(image.format)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged() from error
    if width * height > MAX_PIXELS:
        raise FileRefused(
            f"图片有 {width}×{height} 像素，超过上限 {MAX_PIXELS // 1_000_000} 百万像素，请缩小后重试。",
            outcome=OutcomeCode.TOO_LARGE,
        )
    return kind


def _pixels(data: bytes) -> recognition.Pixels:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as image:
            warnings.simplefilter("ignore")
            image.thumbnail((recognition.MAX_SIDE, recognition.MAX_SIDE))
            upright = ImageOps.exif_transpose(image)  # phones store the turn beside the picture
            return np.asarray(_on_white(upright), dtype=np.uint8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged() from error


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA", "P"):
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("RGB")


def _damaged() -> FileRefused:
    return FileRefused("图片已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE)
