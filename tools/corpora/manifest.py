"""Keep the list of the sample documents: fill in checksums, check them.

Usage::

    python tools/corpora/manifest.py fill      # rewrite every sha256 in corpora/MANIFEST.toml
    python tools/corpora/manifest.py check     # compare the list with the files; exit status 1 on a difference
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
MANIFEST = CORPORA / "MANIFEST.toml"
FIELDS = ("path", "title", "issuer", "doc_type", "source", "licence", "sha256")

Entry = dict[str, str]


def sha256_of(path: Path) -> str:
    """Hex digest of the file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_entries() -> list[Entry]:
    """The ``[[document]]`` entries in file order; paths are relative to ``corpora/``."""
    return list(tomllib.loads(MANIFEST.read_text(encoding="utf-8")).get("document", []))


def fill() -> None:
    """Write the current checksum of every entry, with a fixed order of fields and LF line ends."""
    entries = [{**entry, "sha256": sha256_of(CORPORA / entry["path"])} for entry in read_entries()]
    tables = (
        "[[document]]\n" + "".join(f"{key} = {json.dumps(entry[key], ensure_ascii=False)}\n" for key in FIELDS)
        for entry in entries
    )
    MANIFEST.write_text("\n".join(tables), encoding="utf-8", newline="\n")


def problems() -> list[str]:
    """What is wrong with the list: wrong checksum, listed but missing, present but not listed."""
    entries = {entry["path"]: entry for entry in read_entries()}
    present = {
        path.relative_to(CORPORA).as_posix(): path
        for path in sorted(CORPORA.rglob("*"))
        if path.is_file() and path != MANIFEST
    }
    found = [f"not listed: {name}" for name in present if name not in entries]
    found += [f"missing file: {name}" for name in entries if name not in present]
    found += [
        f"checksum differs: {name}"
        for name in entries.keys() & present.keys()
        if entries[name].get("sha256") != sha256_of(present[name])
    ]
    return sorted(found)


def check() -> int:
    """Print every problem; the exit status is 1 when there is one."""
    found = problems()
    print("\n".join(found) or f"{len(read_entries())} documents, all as listed")
    return 1 if found else 0


def main() -> int:
    """Run the command named on the command line."""
    match sys.argv[1:]:
        case ["fill"]:
            fill()
        case ["check"]:
            return check()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
