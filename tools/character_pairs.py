"""Build `ingest/data/character_pairs.txt`, what the quality gate knows about which characters follow each other.

Usage: python -m tools.character_pairs OUTPUT FOLDER[*WEIGHT] …

Counts neighbouring ideographs in the .txt and .md files below the folders. Only statistics of single
pairs leave this program, no sentence can be put together from them.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

PAIR_COUNT = 60_000
COMMON_COUNT = 2_500
MAX_CLASS = 4
_RUN = re.compile(r"[\u3400-\u9fff]{2,}")


def count(folder: Path, weight: int, singles: Counter[str], pairs: Counter[str]) -> None:
    """Add the characters and pairs of a folder, `weight` times."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md"):
            for run in _RUN.findall(path.read_text(encoding="utf-8", errors="replace")):
                for character in run:
                    singles[character] += weight
                for pair in pairwise(run):
                    pairs["".join(pair)] += weight


def classes(singles: Counter[str], pairs: Counter[str]) -> dict[str, dict[int, str]]:
    """Return first character → class (bits of pointwise mutual information, 1 to 4) → second characters."""
    single_total, pair_total = sum(singles.values()), sum(pairs.values())
    rows: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for pair, number in sorted(pairs.most_common(PAIR_COUNT)):
        first, second = pair
        chance = singles[first] / single_total * singles[second] / single_total
        strength = min(MAX_CLASS, int(math.log2(number / pair_total / chance) + 0.5))
        if strength >= 1:
            rows[first][strength] = rows[first].get(strength, "") + second
    return rows


def main() -> None:
    """Read the folders named on the command line and write the table."""
    output, *folders = sys.argv[1:]
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for given in folders:
        folder, _, weight = given.partition("*")
        count(Path(folder), int(weight or 1), singles, pairs)
    lines = ["".join(sorted(character for character, _ in singles.most_common(COMMON_COUNT)))]
    for first, row in sorted(classes(singles, pairs).items()):
        lines.append("\t".join([first, *(row.get(strength, "") for strength in range(1, MAX_CLASS + 1))]))
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
