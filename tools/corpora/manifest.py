"""Keep the list of the sample documents: fill in checksums, check them, merge the two halves.

Usage::

    python tools/corpora/manifest.py fill corpora/government     # rewrite sha256 in MANIFEST-part.toml
    python tools/corpora/manifest.py check                       # every part and the merged list
    python tools/corpora/manifest.py merge                       # write corpora/MANIFEST.toml
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
PART = "MANIFEST-part.toml"
NOT_DOCUMENTS = {PART, "MANIFEST.toml", "NOTES.md"}
FIELDS = ("path", "title", "issuer", "doc_type", "source", "licence", "sha256")

Entry = dict[str, str]


def sha256_of(path: Path) -> str:
    """Hex digest of the file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_entries(manifest: Path) -> list[Entry]:
    """The ``[[document]]`` entries of a list, in file order; paths are relative to ``corpora/``."""
    return list(tomllib.loads(manifest.read_text(encoding="utf-8")).get("document", []))


def write_entries(manifest: Path, entries: list[Entry]) -> None:
    """Write the entries with a fixed order of fields and LF line ends."""
    tables = (
        "[[document]]\n" + "".join(f"{key} = {json.dumps(entry[key], ensure_ascii=False)}\n" for key in FIELDS)
        for entry in entries
    )
    manifest.write_text("\n".join(tables), encoding="utf-8", newline="\n")


def fill(folder: Path) -> None:
    """Write the current checksum of every entry of ``folder``'s part."""
    manifest = folder / PART
    entries = [{**entry, "sha256": sha256_of(CORPORA / entry["path"])} for entry in read_entries(manifest)]
    write_entries(manifest, entries)


def problems(folder: Path) -> list[str]:
    """What is wrong with one part: wrong checksum, listed but missing, present but not listed."""
    entries = {entry["path"]: entry for entry in read_entries(folder / PART)}
    present = {
        path.relative_to(CORPORA).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_DOCUMENTS
    }
    found = [f"not listed: {name}" for name in present if name not in entries]
    found += [f"missing file: {name}" for name in entries if name not in present]
    found += [
        f"checksum differs: {name}"
        for name in entries.keys() & present.keys()
        if entries[name].get("sha256") != sha256_of(present[name])
    ]
    return sorted(found)


def parts() -> list[Path]:
    """Folders that have a part, sorted by name."""
    return sorted(path.parent for path in CORPORA.glob(f"*/{PART}"))


def merge() -> None:
    """Write ``corpora/MANIFEST.toml`` from all parts."""
    write_entries(CORPORA / "MANIFEST.toml", [entry for folder in parts() for entry in read_entries(folder / PART)])


def check() -> int:
    """Print every problem; the exit status is 1 when there is one."""
    found = [line for folder in parts() for line in problems(folder)]
    print("\n".join(found) or f"{sum(len(read_entries(folder / PART)) for folder in parts())} documents, all as listed")
    return 1 if found else 0


def main() -> int:
    """Run the command named on the command line."""
    match sys.argv[1:]:
        case ["fill", folder]:
            fill(Path(folder).resolve())
        case ["merge"]:
            merge()
        case ["check"]:
            return check()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
