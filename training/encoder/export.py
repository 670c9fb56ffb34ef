"""Write the model folder: int8 rows with one scale each, tokenizer, module list, card and manifest."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from kb.encoders.model_folder import write_manifest

_MODULES = (
    ("", "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.sentence_transformer.modules.normalize.Normalize"),
)


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 rows and their scales; ``rows * scales`` differs from a weight by half a step at most."""
    peaks = np.abs(weights).max(axis=1)
    scales = (np.where(peaks > 0, peaks, 1.0) / 127).astype(np.float32)
    return np.rint(weights / scales[:, None]).astype(np.int8), scales


def write_compact_tokenizer(source: Path, target: Path) -> None:
    """Copy a tokenizer file without indentation and with log probabilities of three decimals."""
    content = json.loads(source.read_text(encoding="utf-8"))
    content["model"]["vocab"] = [[piece, round(score, 3)] for piece, score in content["model"]["vocab"]]
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")


def export(weights: NDArray[np.float32], tokenizer: Path, folder: Path) -> None:
    """Write every file of the model but its card, then the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, scales = quantise(weights)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)  # safetensors creates it readable by its owner only
    write_compact_tokenizer(tokenizer, folder / "tokenizer.json")
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind} for number, (path, kind) in enumerate(_MODULES)
    ]
    _write_json(folder / "modules.json", modules)
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "model_type": "SentenceTransformer",
            "prompts": {},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )
    (folder / "1_Normalize").mkdir(exist_ok=True)
    _write_json(folder / "1_Normalize" / "config.json", {})
    write_manifest(folder)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Export the working folder's weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", default="weights.npy")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(np.load(arguments.work / arguments.weights), arguments.work / "tokenizer.json", arguments.out)
    print(f"{sum(path.stat().st_size for path in arguments.out.rglob('*') if path.is_file()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
