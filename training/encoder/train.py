"""Train the token vectors with in-batch negatives (InfoNCE in both directions).

Only the rows a batch touches are read and written (Adam with per-row state), so a step costs the same
for any vocabulary size. The length of a row is its learned weight; there is no other weighting.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.batches import Batch, BatchSource

_BETAS = (0.9, 0.99)
_EPSILON = 1e-8
_WARM_UP_SHARE = 0.05
_REPORT_EVERY = 50


class TokenTable:
    """Token vectors with the Adam state of each row."""

    def __init__(self, weights: Tensor) -> None:
        self.weights = weights
        self._mean = torch.zeros_like(weights)
        self._square = torch.zeros_like(weights)
        self._step = 0

    def update(self, rows: Tensor, gradient: Tensor, rate: float) -> None:
        """Apply one Adam step to ``rows``; the other rows keep vector and state."""
        self._step += 1
        mean = self._mean[rows].lerp_(gradient, 1 - _BETAS[0])
        square = self._square[rows].mul_(_BETAS[1]).addcmul_(gradient, gradient, value=1 - _BETAS[1])
        self._mean[rows], self._square[rows] = mean, square
        scale = math.sqrt(1 - _BETAS[1] ** self._step) / (1 - _BETAS[0] ** self._step)
        self.weights[rows] -= rate * scale * mean / (square.sqrt() + _EPSILON)


def loss_of(queries: Tensor, passages: Tensor, keys: Tensor, scale: float) -> Tensor:
    """Return the symmetric InfoNCE loss; rows with the same passage are no negatives of each other."""
    scores = scale * functional.normalize(queries) @ functional.normalize(passages).T
    same = keys.unsqueeze(0) == keys.unsqueeze(1)
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, -math.inf)
    target = torch.arange(len(scores))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


def train_step(table: TokenTable, batch: Batch, *, rate: float, scale: float) -> float:
    """Take one step and return the loss before it."""
    ids = torch.from_numpy(np.concatenate((batch.query_ids, batch.passage_ids)))
    rows, local = torch.unique(ids, return_inverse=True)
    vectors = table.weights[rows].requires_grad_()
    split = len(batch.query_ids)
    queries = functional.embedding_bag(local[:split], vectors, torch.from_numpy(batch.query_offsets))
    passages = functional.embedding_bag(local[split:], vectors, torch.from_numpy(batch.passage_offsets))
    loss = loss_of(queries, passages, torch.from_numpy(batch.keys), scale)
    (gradient,) = torch.autograd.grad(loss, vectors)
    table.update(rows, gradient, rate)
    return float(loss.detach())


def rate_at(progress: float, peak: float) -> float:
    """Return the learning rate: linear warm-up, then linear to zero."""
    if progress < _WARM_UP_SHARE:
        return peak * progress / _WARM_UP_SHARE
    return peak * (1 - progress) / (1 - _WARM_UP_SHARE)


def main() -> None:
    """Train for a fixed number of steps and write ``weights.npy`` with ``training.json`` beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch-size", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--scale", type=float, default=20.0, help="inverse temperature of the scores")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--start", default="start.npy", help="starting weights in the working folder")
    parser.add_argument("--out", default="weights.npy", help="file name in the working folder")
    arguments = parser.parse_args()
    source = BatchSource(arguments.work / "pairs.npz", batch_size=arguments.batch_size, seed=arguments.seed)
    table = TokenTable(torch.from_numpy(np.load(arguments.work / arguments.start)))
    started, average = time.perf_counter(), 0.0
    for step, batch in zip(range(arguments.steps), source, strict=False):
        rate = rate_at(step / arguments.steps, arguments.rate)
        loss = train_step(table, batch, rate=rate, scale=arguments.scale)
        average = loss if step == 0 else 0.95 * average + 0.05 * loss
        if step % _REPORT_EVERY == 0 or step + 1 == arguments.steps:
            seconds = time.perf_counter() - started
            left = seconds / (step + 1) * (arguments.steps - step - 1)
            print(f"step {step:5d}  loss {average:.4f}  {seconds:6.0f} s, {left:6.0f} s left", flush=True)
    np.save(arguments.work / arguments.out, table.weights.numpy())
    settings = {key: value for key, value in vars(arguments).items() if key not in {"work", "out", "start"}}
    record = settings | {"loss": round(average, 4), "seconds": round(time.perf_counter() - started)}
    (arguments.work / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
