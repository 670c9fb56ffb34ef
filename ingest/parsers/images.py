"""Photographed or scanned pages as .png, .jpg or .tif (a fax has many pages in one file), read by text recognition."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.parsers import recognition
from ingest.parsers.pdf_pages import join_pages, remove_running_lines
from ingest.parsers.recognised_runs import with_confidence
from ingest.records import OutcomeCode, ParsedFile
from kb.errors import FileRefused

MAX_PIXELS = 60_000_000  # of one page
_FORMATS = ("PNG", "JPEG", "TIFF")
# Two pictures in one .jpg, as phones with two lenses save them, are opened as MPO.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "TIFF": "image/tiff"}
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    TypeError,
    IndexError,
    Image.DecompressionBombError,
)


def parse(data: bytes, name: str) -> ParsedFile:  # noqa: ARG001 - one signature for all parsers
    """Parse an image; every frame of a .tif is a page.

    Raises:
        FileRefused: Damaged, too large, without text, or recognition is not installed.
        RecognitionNeeded: This process may not recognise, see `ingest.parsers.recognition`.
    """
    kind, count = _check(data)
    recogniser = recognition.start()
    if recogniser is None:
        raise FileRefused(f"图片里的文字需要识别；{recognition.INSTALL_HINT}。", outcome=OutcomeCode.NO_TEXT)
    wanted = range(1, count + 1)
    pages = recognition.read_pages(recogniser, wanted, lambda number: pixels_of(data, number - 1))
    lines = [pages[number].lines if number in pages else () for number in wanted]
    if not any(lines):
        raise FileRefused("图片里没有识别出文字，请换用更清晰的图片或带文字的文件。", outcome=OutcomeCode.NO_TEXT)
    left = [number for number in wanted if number not in pages]
    return ParsedFile(
        media_type=_MEDIA_TYPES[kind],
        blocks=with_confidence(join_pages(remove_running_lines(lines) if count > 1 else lines), pages),
        page_count=count,
        warnings=(*recognition.page_warnings(pages), *recognition.unread_warnings(left)),
    )


def _check(data: bytes) -> tuple[str, int]:
    """Return the kind of image and its number of pages; look at the sizes it declares before anything is unpacked."""
    with _opened(data) as image:
        count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1  # others hold previews
        _check_size(image)
        return str(image.format), count


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise FileRefused(
            f"图片有 {width}×{height} 像素，超过上限 {MAX_PIXELS // 1_000_000} 百万像素，请缩小后重试。",
            outcome=OutcomeCode.TOO_LARGE,
        )


def pixels_of(data: bytes, frame: int = 0) -> recognition.Pixels:
    """Return a page as RGB, the right way up as the camera noted it, its longer side at most `recognition.MAX_SIDE`.

    Raises:
        FileRefused: Damaged, of another kind, or larger than `MAX_PIXELS`.
    """
    with _opened(data) as image:
        if frame:
            image.seek(frame)
        _check_size(image)
        image.thumbnail((recognition.MAX_SIDE, recognition.MAX_SIDE))
        upright = ImageOps.exif_transpose(image)  # phones store the turn beside the picture
        return np.asarray(_on_white(upright), dtype=np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedImage:
    """An image file on a page, in any unit of length from the upper left corner."""

    left: float
    top: float
    width: float
    height: float
    data: bytes


def draw(images: Sequence[PlacedImage]) -> recognition.Pixels | None:
    """Draw images as they lie on their page, without its empty edges; None when none can be opened."""
    if not images:
        return None
    left, top = min(one.left for one in images), min(one.top for one in images)
    right, bottom = max(one.left + one.width for one in images), max(one.top + one.height for one in images)
    scale = recognition.MAX_SIDE / max(right - left, bottom - top)
    paper = Image.new("RGB", (max(round((right - left) * scale), 1), max(round((bottom - top) * scale), 1)), "white")
    drawn = False
    for one in images:
        try:
            picture = Image.fromarray(pixels_of(one.data))
        except FileRefused:
            continue  # a kind Pillow does not know (JBIG2); a page without any other stays unread and is named
        size = (max(round(one.width * scale), 1), max(round(one.height * scale), 1))
        paper.paste(picture.resize(size), (round((one.left - left) * scale), round((one.top - top) * scale)))
        drawn = True
    return np.asarray(paper, dtype=np.uint8) if drawn else None


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large images; the limit here is ours
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except _UNREADABLE as error:
        raise FileRefused("图片已损坏或不完整，无法打开，请重新获取。", outcome=OutcomeCode.UNREADABLE) from error


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if image.mode not in ("RGBA", "LA", "P"):
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("RGB")
