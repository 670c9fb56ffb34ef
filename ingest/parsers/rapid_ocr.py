"""RapidOCR (PP-OCR models for Chinese on onnxruntime) as a recogniser; the only module that knows it.

The models are inside the package (`rapidocr/models`). Their paths are handed over, so the library has no reason to look
for any elsewhere.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.parsers.recognition import MAX_SIDE, Pixels, RecognisedPiece

_DETECTION = "PP-OCRv6_det_small.onnx"
_READING = "PP-OCRv6_rec_small.onnx"


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
    """Detection and reading with one thread and one line at a time, which halves the memory."""

    def __init__(self) -> None:
        """Load the models (0.1 s, 80 MB)."""
        from rapidocr import RapidOCR

        folder = _model_folder() or Path()
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": MAX_SIDE,
                "Det.model_path": str(folder / _DETECTION),
                "Rec.model_path": str(folder / _READING),
                "Rec.rec_batch_num": 1,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            }
        )

    def read(self, pixels: Pixels) -> list[RecognisedPiece]:
        found = self._engine(pixels[:, :, ::-1])  # the models were trained on BGR
        if found.boxes is None or found.txts is None or found.scores is None:
            return []
        return [
            RecognisedPiece(
                text=str(text),
                left=float(box[:, 0].min()),
                top=float(box[:, 1].min()),
                right=float(box[:, 0].max()),
                bottom=float(box[:, 1].max()),
                confidence=float(score),
            )
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]
