"""Build the encoder's tokenizer: a Unigram model written down from counted words, not trained.

The pieces are dictionary words counted over the training texts, the taxonomy's terms, frequent runs of
characters that no dictionary word covers, numbers, and every single character that occurs often enough.
"""

from __future__ import annotations

import argparse
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from training.encoder.sources import read_pairs, read_plain_texts, read_statutes, read_taxonomy

UNKNOWN = "[UNK]"
_WORD = re.compile(r"[㐀-鿿]{2,4}|[a-z]{2,12}|[0-9]{1,4}")
_RUN = re.compile(r"[㐀-鿿]+|[a-z]+|[0-9]+")
_MAX_PIECE_CHARACTERS = 4
_TAXONOMY_COUNT = 500
# A character seen less often than this has too few contexts for a vector worth shipping.
_MIN_CHARACTER_COUNT = 8
_STATUTE_WEIGHT = 1
_DOMAIN_WEIGHT = 5  # plans and reports are few and closest to the product's use


def normalise(text: str) -> str:
    """Return the text as the tokenizer's own normaliser sees it."""
    return unicodedata.normalize("NFKC", text).lower()


def weighted_texts(shared: Path) -> Iterator[tuple[str, int]]:
    """Yield every text the vocabulary is counted over, with the weight of its counts."""
    for articles in read_statutes(shared / "corpora" / "laws"):
        for article in articles:
            yield article.text, _STATUTE_WEIGHT
    for pair in read_pairs(shared / "pairs"):
        yield f"{pair.query}\n{pair.passage}", 1
    domain = tuple(shared / "corpora" / name for name in ("plans", "reports", "warnings"))
    for line in read_plain_texts(domain):
        yield line, _DOMAIN_WEIGHT


def count_pieces(texts: Iterable[tuple[str, int]]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count words, single characters, and two- and three-character runs outside the dictionary."""
    import rjieba

    words, characters, runs = Counter[str](), Counter[str](), Counter[str]()
    for text, weight in texts:
        normalised = normalise(text)
        for character, count in Counter(normalised).items():
            characters[character] += count * weight
        for run in _RUN.findall(normalised):
            singles = ""
            for word in (*rjieba.cut(run, False), "  "):
                if len(word) == 1:
                    singles += word
                    continue
                words[word] += weight
                for size in (2, 3):
                    for start in range(len(singles) - size + 1):
                        runs[singles[start : start + size]] += weight
                singles = ""
    return words, characters, runs


def choose_pieces(
    counts: tuple[Counter[str], Counter[str], Counter[str]],
    terms: Iterable[str],
    *,
    size: int,
    run_share: float,
) -> list[tuple[str, float]]:
    """Return at most ``size`` rows of piece and log probability, the unknown piece first."""
    words, characters, runs = counts
    chosen: dict[str, int] = {}
    for character, count in characters.items():
        if count >= _MIN_CHARACTER_COUNT and character.isalnum():
            chosen[character] = count
    for term in terms:
        if 2 <= len(term) <= _MAX_PIECE_CHARACTERS and _RUN.fullmatch(term):
            chosen[term] = words.get(term, 0) + _TAXONOMY_COUNT
    chosen.update((word, count) for word, count in runs.most_common(int(size * run_share)) if _WORD.fullmatch(word))
    for word, count in words.most_common():
        if len(chosen) >= size - 1:
            break
        if _WORD.fullmatch(word):
            chosen[word] = max(count, chosen.get(word, 0))
    total = sum(chosen.values())
    rows = sorted(chosen.items(), key=lambda row: (-row[1], row[0]))
    return [(UNKNOWN, 0.0), *((piece, math.log(count / total)) for piece, count in rows)]


def make_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return a tokenizer whose normalisation (NFKC, lower case) and splitting live in its own file."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def main() -> None:
    """Count, choose and write ``tokenizer.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/, pairs/ and domain/")
    parser.add_argument("--work", type=Path, required=True, help="working folder")
    parser.add_argument("--size", type=int, default=64_000)
    parser.add_argument("--run-share", type=float, default=0.08)
    arguments = parser.parse_args()
    terms = [
        normalise(name) for group in read_taxonomy(arguments.shared / "domain" / "TAXONOMY.yaml") for name in group
    ]
    counts = count_pieces(weighted_texts(arguments.shared))
    pieces = choose_pieces(counts, terms, size=arguments.size, run_share=arguments.run_share)
    arguments.work.mkdir(parents=True, exist_ok=True)
    make_tokenizer(pieces).save(str(arguments.work / "tokenizer.json"))
    print(f"{len(pieces)} pieces; rarest kept: {pieces[-1]}; words seen: {len(counts[0])}")


if __name__ == "__main__":
    main()
