"""The folders of one projection, and whether the current one may be trusted."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

from kb.catalog import Catalog
from kb.catalog.records import ProjectionState
from kb.errors import ProjectionUnavailable
from kb.projections.manifest import ManifestEntry, read_manifest, write_entry


class Generations:
    """Folders `<name>-000001`, `<name>-000002` …; a new one is built aside and switched to when complete.

    The manifest (a file) and the projection's state (in the catalogue) must name the same generation. They
    disagree when a crash came between the two, or when one of them was restored from elsewhere; then the
    generation is not trusted.
    """

    def __init__(self, catalog: Catalog, folder: Path, name: str, built_with: str) -> None:
        self._catalog = catalog
        self._folder = folder
        self.name = name
        self._built_with = built_with

    def state(self) -> ProjectionState:
        """Return how far the projection has come."""
        return self._catalog.projection_state(self.name)

    def current(self) -> tuple[Path, ProjectionState]:
        """Return folder and state of the generation that counts.

        Raises:
            ProjectionUnavailable: There is none, or it may not be trusted.
        """
        state = self.state()
        entry = read_manifest(self._folder).get(self.name)
        if entry is None or entry.generation == 0:
            raise ProjectionUnavailable(f"索引 {self.name} 尚未建立。")
        if entry.generation != state.generation:
            raise ProjectionUnavailable(
                f"索引 {self.name} 的清单是第 {entry.generation} 代，目录库记的是第 {state.generation} 代，需要重建。"
            )
        if entry.built_with != self._built_with:
            raise ProjectionUnavailable(f"索引 {self.name} 由另一种分词或句向量模型建立，需要重建。")
        if state.writing:
            raise ProjectionUnavailable(f"索引 {self.name} 上次写入时中断，需要重建。")
        path = self.path(entry.generation)
        if not path.is_dir():
            raise ProjectionUnavailable(f"索引文件夹 {path.name} 不见了，需要重建。")
        return path, state

    def path(self, generation: int) -> Path:
        """Return the folder of a generation."""
        return self._folder / f"{self.name}-{generation:06d}"

    def start_next(self) -> tuple[int, Path]:
        """Make an empty folder with a number never used before; return both."""
        entry = read_manifest(self._folder).get(self.name)
        numbers = [self.state().generation, entry.generation if entry else 0, *self._numbers()]
        number = max(numbers) + 1
        path = self.path(number)
        path.mkdir(parents=True)
        return number, path

    def switch(self, generation: int, applied_seq: int) -> None:
        """Let a complete generation count from now on."""
        state = ProjectionState(name=self.name, generation=generation, applied_seq=applied_seq, writing=False)
        self._catalog.save_projection_state(state)
        entry = ManifestEntry(name=self.name, generation=generation, built_with=self._built_with)
        write_entry(self._folder, entry)

    def save(self, *, applied_seq: int | None = None, writing: bool = False) -> None:
        """Record progress within the current generation; call it after the projection's own commit."""
        state = self.state()
        seq = state.applied_seq if applied_seq is None else applied_seq
        self._catalog.save_projection_state(replace(state, applied_seq=seq, writing=writing))

    def remove_others(self, keep: int) -> None:
        """Delete the folders of other generations; what is still in use elsewhere stays until next time."""
        for number in self._numbers():
            if number != keep:
                shutil.rmtree(self.path(number), ignore_errors=True)

    def removed(self) -> int:
        """Return how many rows were deleted from the current generation since it was built."""
        entry = read_manifest(self._folder).get(self.name)
        return entry.removed if entry else 0

    @property
    def folder(self) -> Path:
        """Where manifest and generations are."""
        return self._folder

    def _numbers(self) -> list[int]:
        if not self._folder.is_dir():
            return []
        pattern = re.compile(rf"{re.escape(self.name)}-(\d{{6,}})")
        return sorted(int(match[1]) for path in self._folder.iterdir() if (match := pattern.fullmatch(path.name)))
