"""The private folder of a running page: uploads, exported cards and an empty working directory."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER_NAME = "page-cache"
OFFLINE_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
}
# Settings of Gradio that would open the page to others behind our back.
_DROPPED_VARIABLES = (
    "GRADIO_SHARE",
    "GRADIO_ALLOWED_PATHS",
    "GRADIO_MCP_SERVER",
    "GRADIO_SSR_MODE",
    "GRADIO_SERVER_NAME",
    "GRADIO_SERVER_PORT",
    "GRADIO_ROOT_PATH",
    "GRADIO_WATCH_DIRS",
)


class PageFolder:
    """`<data>/page-cache`, readable by its owner only and empty at the start and the end of a run.

    Gradio serves files below the working directory and the system's temporary folder when a handler names them
    (measured); so the working directory of a serving process is an empty folder in here and its temporary files
    go here too.
    """

    def __init__(self, data_path: Path) -> None:
        self.path = data_path.resolve() / FOLDER_NAME
        self._before = Path.cwd()

    def enter(self) -> None:
        """Make the folder, point the process at it and set the environment; call before importing gradio."""
        shutil.rmtree(self.path, ignore_errors=True)
        working = self.path / "cwd"
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        working.mkdir(mode=0o700, exist_ok=True)
        self.path.chmod(0o700)  # no effect on Windows, where the user's profile folder is private
        for name in _DROPPED_VARIABLES:
            os.environ.pop(name, None)
        os.environ.update(OFFLINE_ENVIRONMENT, GRADIO_TEMP_DIR=str(self.path))
        bypass_proxy()
        tempfile.tempdir = str(self.path)
        os.chdir(working)

    def leave(self) -> None:
        """Go back to the directory of before and empty the folder."""
        tempfile.tempdir = None
        if self._before.is_dir():
            os.chdir(self._before)
        shutil.rmtree(self.path, ignore_errors=True)


def bypass_proxy() -> None:
    """Keep Gradio's start-up request to its own server away from a proxy of the environment."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [item for item in os.environ.get(name, "").split(",") if item]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost"]))


def blocked_paths(data_path: Path) -> list[str]:
    """Return everything in the data folder that must never be served: all but the page's own folder."""
    root = data_path.resolve()
    named = {"yubei.db", "yubei.db-wal", "yubei.db-shm", "yubei.lock", "yubei.lock.json", "originals", "projections"}
    named |= {entry.name for entry in root.iterdir()} if root.is_dir() else set()
    return [str(root / name) for name in sorted(named - {FOLDER_NAME})]
