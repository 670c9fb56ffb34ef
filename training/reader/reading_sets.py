"""Write reading sets (question, passage, answer span) as a folder of texts and a question file for `learn`.

    python -m training.reader.reading_sets --pairs DIR --out DIR [--questions 3000]

Takes every file of DIR named in `SETS` with lines {"q", "pos", "answers"} and keeps the questions whose answer stands
word for word in the passage. Writes OUT/texts/*.txt (ingest them into a base of their own: `yubei ingest`) and
OUT/questions.jsonl. General encyclopaedia, news and court texts: they teach which sentence of a passage answers, not
the words of emergency plans.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

SETS = ("cmrc2018_train_via_expmrc", "drcd_test_s", "cjrc_test")
SEED = 20261122
MAX_ANSWER = 60  # characters; a longer one is a paragraph, which any unit of the passage would half answer
MIN_PASSAGE = 200  # with fewer characters there is nothing to choose


def read_set(path: Path) -> Iterator[dict[str, object]]:
    """Yield the usable questions of one set, with the name of their passage's text file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            passage = str(row["pos"])
            answers = [one for one in row.get("answers", ()) if 1 < len(one) <= MAX_ANSWER and one in passage]
            if answers and len(passage) >= MIN_PASSAGE:
                name = hashlib.sha256(passage.encode()).hexdigest()[:16]
                yield {"question": row["q"], "answers": answers[:1], "match": "any", "passage": passage, "file": name}


def write_sets(pairs: Path, out: Path, limit: int) -> int:
    """Write at most `limit` questions of each set and the passages they are about; return how many questions.

    Questions of one passage stay together, so that a fold over passages can be made from the field `file`.
    """
    texts = out / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    written = 0
    with (out / "questions.jsonl").open("w", encoding="utf-8") as questions:
        for name in SETS:
            rows = list(read_set(pairs / f"{name}.jsonl.gz"))
            random.Random(SEED).shuffle(rows)
            for row in rows[:limit]:
                (texts / f"{row['file']}.txt").write_text(str(row.pop("passage")), encoding="utf-8")
                questions.write(json.dumps(row | {"set": name}, ensure_ascii=False) + "\n")
                written += 1
    return written


def main() -> None:
    """Read the arguments, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=3000, help="questions of each set at most")
    options = parser.parse_args()
    print(write_sets(options.pairs, options.out, options.questions), "questions")


if __name__ == "__main__":
    main()
