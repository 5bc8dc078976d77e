"""A previewed site for tests: edit it, settle, look."""

from __future__ import annotations

from pathlib import Path

from benchmarks.edited_site import TODAY, Clip, EditedSite
from benchmarks.previewed import FreshBuilds, Previewed
from generator.store.theme_files import default_theme_folder

__all__ = ["CLIP", "Scene"]

CLIP = Clip(
    title="A ferry for Karsk",
    day="2021-03-05",
    outlet="Radio Nine",
    slug="ferry",
    topics=("Ferries",),
    sentences=("The ferry to Karsk runs again.", "Ana Ruzel said that 12 boats were ready.", "Nobody was hurt."),
)


class Scene:
    """A previewed site that one scenario after the other happens to."""

    def __init__(self, site: EditedSite, preview: Previewed) -> None:
        self.site = site
        self.preview = preview
        self._fresh = FreshBuilds(preview.places, TODAY)

    def settle(self) -> dict[str, bytes]:
        """Wait until the preview is what a fresh build is, and give its files; the test fails when it never is."""
        assert self.preview.stale(self._fresh) == []
        return dict(self.preview.stage.showing.pages)

    def fail(self) -> None:
        """Wait until the preview tells what keeps the site from being built."""
        assert self.preview.stale(self._fresh) == []
        assert self.preview.stage.showing.is_stale

    def clip(self, **values: object) -> str:
        """Put a clipping of its own there, and give its path."""
        name = f"ferry-{self.site.number()}"
        fields = {name: getattr(CLIP, name) for name in CLIP.__dataclass_fields__}
        self.site.add(f"{name}.md", Clip(**fields | {"slug": name} | values))
        self.settle()
        return f"{name}.md"

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below the site's folder, in place."""
        file = self.site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def shipped(self, name: str) -> str:
        return (default_theme_folder() / name).read_text(encoding="utf-8")

    def bytes_of(self, path: str) -> bytes:
        return (self.site.content / path).read_bytes()
