"""Start the token vectors from what can be counted: word weights and latent topics, mixed with random directions.

A random direction keeps each word apart from all others (word match); the latent direction, from a truncated
singular value decomposition of the passages, brings words of one topic together before training begins.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # arrives with sentence-transformers
from tokenizers import Tokenizer

from training.encoder.batches import RECIPES

FloatArray = NDArray[np.float32]
_POWER_ITERATIONS = 3
_EXTRA_COLUMNS = 24


def passage_matrix(path: Path, vocabulary_size: int, limit: int, seed: int) -> sparse.csr_matrix:
    """Return token counts of at most ``limit`` passages per group of rows, one passage per row."""
    arrays, rng, blocks = np.load(path), np.random.default_rng(seed), []
    for name in RECIPES:
        ids, offsets = arrays[f"{name}_p"], arrays[f"{name}_p_offsets"]
        matrix = sparse.csr_matrix(
            (np.ones(len(ids), np.float32), ids, offsets), shape=(len(offsets) - 1, vocabulary_size)
        )
        if matrix.shape[0] > limit:
            matrix = matrix[np.sort(rng.choice(matrix.shape[0], limit, replace=False))]
        matrix.sum_duplicates()
        blocks.append(matrix)
    return sparse.vstack(blocks, format="csr")


def document_weights(counts: sparse.csr_matrix) -> FloatArray:
    """Return each token's inverse document frequency, divided by the mean over tokens."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = np.log1p(counts.shape[0] / (frequency + 1.0))
    scaled: FloatArray = (weights / weights.mean()).astype(np.float32)
    return scaled


def latent_directions(counts: sparse.csr_matrix, weights: FloatArray, dimension: int, seed: int) -> FloatArray:
    """Return a unit row per token from a randomised decomposition of the weighted, length-normalised counts."""
    matrix = counts.copy()
    matrix.data = (1 + np.log(matrix.data)) * weights[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = (sparse.diags(1 / np.maximum(lengths, 1e-6)) @ matrix).tocsr().astype(np.float32)
    rng = np.random.default_rng(seed)
    basis = rng.standard_normal((matrix.shape[1], dimension + _EXTRA_COLUMNS), dtype=np.float32)
    for _ in range(_POWER_ITERATIONS):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    projected = matrix @ basis
    _, values, right = np.linalg.svd(projected.T @ projected)
    # Columns scaled by the fourth root of the eigenvalue: between plain topics and full whitening.
    columns = (basis @ right.T)[:, :dimension] * np.sqrt(np.sqrt(values[:dimension]))
    return _unit_rows(columns.astype(np.float32))


def starting_weights(
    counts: sparse.csr_matrix, *, dimension: int, latent_share: float, weight_power: float, seed: int
) -> FloatArray:
    """Return weight × unit direction per token; row 0, the unknown token, is zero."""
    weights = document_weights(counts)
    rng = np.random.default_rng(seed + 1)
    directions = _unit_rows(rng.standard_normal((counts.shape[1], dimension), dtype=np.float32))
    if latent_share > 0:
        latent = latent_directions(counts, weights, dimension, seed)
        directions = _unit_rows(np.sqrt(latent_share) * latent + np.sqrt(1 - latent_share) * directions)
    directions *= weights[:, None] ** weight_power
    directions[0] = 0.0
    return directions


def _unit_rows(matrix: FloatArray) -> FloatArray:
    scaled: FloatArray = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return scaled


def main() -> None:
    """Write ``start.npy``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--latent-share", type=float, default=0.3)
    parser.add_argument("--weight-power", type=float, default=1.0)
    parser.add_argument("--limit", type=int, default=60_000, help="passages per group of sources")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--out", default="start.npy")
    arguments = parser.parse_args()
    started = time.perf_counter()
    size = Tokenizer.from_file(str(arguments.work / "tokenizer.json")).get_vocab_size()
    counts = passage_matrix(arguments.work / "pairs.npz", size, arguments.limit, arguments.seed)
    weights = starting_weights(
        counts,
        dimension=arguments.dimension,
        latent_share=arguments.latent_share,
        weight_power=arguments.weight_power,
        seed=arguments.seed,
    )
    np.save(arguments.work / arguments.out, weights)
    names = ("dimension", "latent_share", "weight_power", "limit", "seed")
    record = {name: getattr(arguments, name) for name in names} | {"vocabulary": size}
    (arguments.work / "starting.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    print(f"{counts.shape[0]} passages, {counts.nnz} counts, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
