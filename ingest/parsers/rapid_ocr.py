"""RapidOCR (PP-OCR models for Chinese on onnxruntime) as a recogniser; the only module that knows it.

The models are inside the package (`rapidocr/models`). Their paths are handed over, so the library has no reason to look
for any elsewhere. Text is found on a small copy of the page and read from the sharp one: finding is what costs time by
the pixel, reading always sees 48 pixels of height.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.parsers import text_boxes
from ingest.parsers.permille import Hole, signed
from ingest.parsers.recognition import Pixels, RecognisedPiece
from ingest.parsers.text_boxes import Corners

FINDING_SIDE = 960  # pixels of the longer side where text is looked for
MAX_READERS = 4
MAX_ENLARGEMENT = 3.0
SURE_SAMPLE = 0.85  # a page is the right way up when its longest lines read as well as this
_LEAST_CONFIDENCE = 0.5
_SAMPLE = 5
_PERCENT = frozenset("%％‰")
_LEAST_HOLE = 4  # pixels
_DETECTION = "PP-OCRv6_det_small.onnx"
_READING = "PP-OCRv6_rec_small.onnx"

Reading = tuple[str, tuple[float, ...]]  # text, confidence of each character


def is_installed() -> bool:
    """Tell whether the package, its run time and the two models are there."""
    folder = _model_folder()
    if folder is None or find_spec("onnxruntime") is None:
        return False
    return (folder / _DETECTION).is_file() and (folder / _READING).is_file()


def _model_folder() -> Path | None:
    spec = find_spec("rapidocr")
    return Path(spec.origin).parent / "models" if spec is not None and spec.origin else None


class RapidRecogniser:
    """Finds the lines of a page, turns the page upright, reads lines on several threads at once."""

    def __init__(self) -> None:
        """Load the models (0.1 s, 80 MB)."""
        from rapidocr import RapidOCR

        folder = _model_folder() or Path()
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_preprocess_img": False,
                "Det.model_path": str(folder / _DETECTION),
                "Det.limit_type": "max",
                "Det.limit_side_len": FINDING_SIDE,
                "Rec.model_path": str(folder / _READING),
                "Rec.rec_batch_num": 1,
                # Threads inside the run time wait by spinning; lines read side by side do not.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            }
        )
        self._readers = ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, MAX_READERS))

    def read(self, pixels: Pixels) -> list[RecognisedPiece]:
        """Return the text found, in pixels of the page turned upright and straightened."""
        picture = np.ascontiguousarray(pixels[:, :, ::-1])  # the models were trained on BGR
        boxes = self._find(picture)
        if not boxes:
            return []
        turns, known = self._turn(picture, boxes)
        if turns:
            picture, known = np.ascontiguousarray(np.rot90(picture, turns)), {}
            boxes = self._find(picture)
        ink = text_boxes.ink_of(picture)
        dashes = [text_boxes.dash_before(ink, box) for box in boxes]
        wanted = [number for number in range(len(boxes)) if number not in known or dashes[number]]
        crops = [text_boxes.widened(boxes[number], left=dashes[number]) for number in wanted]
        known.update(zip(wanted, self._read_all(picture, crops), strict=True))
        angle = text_boxes.slope(boxes)
        pieces = (
            _piece(known[number], text_boxes.straightened(box, angle), dash=dashes[number] > 0)
            for number, box in enumerate(boxes)
        )
        return [piece for piece in pieces if piece is not None]

    def _find(self, picture: Pixels) -> list[Corners]:
        import cv2

        scale = min(max(FINDING_SIDE / max(picture.shape[:2]), 1.0), MAX_ENLARGEMENT)  # lines of a small cut-out
        shown = (
            picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        )
        found = self._engine(shown, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else [np.asarray(box, dtype=np.float64) / scale for box in found.boxes]

    def _turn(self, picture: Pixels, boxes: Sequence[Corners]) -> tuple[int, dict[int, Reading]]:
        """Return by how many quarter turns the page must be rotated, and what was read on the way when by none.

        The longest lines are read; when they make no sense they are read upside down.
        """
        lengths = [text_boxes.length(box) for box in boxes]
        sample = sorted(range(len(boxes)), key=lambda number: -lengths[number])[:_SAMPLE]
        lying = text_boxes.lies_on_its_side(boxes)
        crops = [text_boxes.widened(boxes[number]) for number in sample]
        readings = self._read_all(picture, crops, turns=1 if lying else 0)
        first = _mean(readings)
        if first < SURE_SAMPLE and _mean(self._read_all(picture, crops, turns=3 if lying else 2)) > first:
            return (3 if lying else 2), {}
        return (1, {}) if lying else (0, dict(zip(sample, readings, strict=True)))

    def _read_all(self, picture: Pixels, boxes: Sequence[Corners], turns: int | None = None) -> list[Reading]:
        return list(self._readers.map(lambda box: self._read_one(_cut_out(picture, box), turns), boxes))

    def _read_one(self, line: Pixels, turns: int | None) -> Reading:
        """Read one line; a tall one may be text on its side or characters below each other."""
        if turns is not None:
            return self._read_line(np.rot90(line, turns))
        if not text_boxes.is_tall(line):
            return self._read_line(line)
        attempts = [self._read_line(np.rot90(line)), self._read_line(text_boxes.side_by_side(line))]
        return max(attempts, key=lambda reading: _mean([reading]))

    def _read_line(self, line: NDArray[np.uint8]) -> Reading:
        found = self._engine(
            np.ascontiguousarray(line), use_det=False, use_cls=False, use_rec=True, return_word_box=True
        )
        text = str(found.txts[0]) if found.txts else ""
        if not text:
            return "", ()
        word = found.word_results[0]
        confidences = tuple(float(one) for one in word.confs or ())
        if len(confidences) != len(text):
            confidences = (float(found.scores[0]),) * len(text)
        if not _PERCENT.intersection(text):
            return text, confidences
        step = line.shape[1] / max(float(word.line_txt_len), 1.0)  # pixels of the line for each column of the result
        places = [(column + 0.5) * step for part in word.word_cols for column in part]
        return signed(text, confidences, places, _holes(line), line.shape[0])


def _holes(line: NDArray[np.uint8]) -> list[Hole]:
    """Return the white areas that ink encloses."""
    import cv2

    paper = np.ascontiguousarray(~text_boxes.ink_of(line), dtype=np.uint8)
    _, _, boxes, centres = cv2.connectedComponentsWithStats(paper, connectivity=4)
    height, width = paper.shape
    return [
        (float(centre[0]), float(box[2]), float(box[3]))
        for box, centre in zip(boxes[1:], centres[1:], strict=True)
        if box[0] > 0 and box[1] > 0 and box[0] + box[2] < width and box[1] + box[3] < height and box[4] >= _LEAST_HOLE
    ]


def _cut_out(picture: Pixels, box: Corners) -> Pixels:
    """Return what is inside a box, straight, at the page's resolution."""
    import cv2

    width = max(int(max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3]))), 2)
    height = max(int(max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2]))), 2)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(box.astype(np.float32), target)
    line = cv2.warpPerspective(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(line, dtype=np.uint8)


def _mean(readings: Sequence[Reading]) -> float:
    confidences = [one for _, sure in readings for one in sure]
    return sum(confidences) / len(confidences) if confidences else 0.0


def _piece(reading: Reading, box: Corners, *, dash: bool) -> RecognisedPiece | None:
    text, confidences = text_boxes.with_item_dash(*reading) if dash else reading
    if not text.strip() or _mean([(text, confidences)]) < _LEAST_CONFIDENCE:
        return None
    left, top = box.min(axis=0)
    right, bottom = box.max(axis=0)
    return RecognisedPiece(
        text=text,
        left=float(left),
        top=float(top),
        right=float(right),
        bottom=float(bottom),
        confidences=confidences,
    )
