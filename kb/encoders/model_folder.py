"""The shipped model's folder: which files belong to it, and that none of them was changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kb.errors import EncoderUnavailable

MANIFEST_NAME = "manifest.json"
_READ_BYTES = 1 << 20


def file_sha256(path: Path) -> str:
    """Return the hex digest of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def write_manifest(folder: Path) -> None:
    """Record the digest of every file of ``folder`` in its manifest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST_NAME)
    digests = {path.relative_to(folder).as_posix(): file_sha256(path) for path in files}
    text = json.dumps({"sha256": digests}, indent=1, ensure_ascii=False)
    (folder / MANIFEST_NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def checked_digests(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    """Return the manifest's digests of ``names`` after comparing each with the file itself.

    Raises:
        EncoderUnavailable: The manifest or a file is missing, not listed, or has another digest.
    """
    expected = _read_manifest(folder)
    for name in names:
        path = folder / name
        if name not in expected or not path.is_file():
            raise EncoderUnavailable(f"模型文件缺失：{path}。请重新安装 yubei。")
        if file_sha256(path) != expected[name]:
            raise EncoderUnavailable(
                f"模型文件校验不符：{path} 的内容与清单 {MANIFEST_NAME} 不一致，已拒绝加载。请重新安装 yubei。"
            )
    return {name: expected[name] for name in names}


def _read_manifest(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST_NAME
    try:
        digests = json.loads(path.read_text(encoding="utf-8"))["sha256"]
        return {str(name): str(digest) for name, digest in digests.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderUnavailable(f"模型清单无法读取：{path}（{type(error).__name__}）。请重新安装 yubei。") from error
