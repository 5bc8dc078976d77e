"""What every test may ask for."""

from __future__ import annotations

import hashlib
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.config import RefineSettings, parse_config, refine_settings
from generator.read import read
from generator.records import Entry, LeftOut, Reading, Source
from generator.refine import refine

# Speed is for benchmarks to show; a busy machine must not fail a law.
hypothesis.settings.register_profile("dayfold", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("dayfold")

# A shell makes what it starts in the background ignore Ctrl-C, and children inherit that: some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

Read = Callable[..., Reading]
Refine = Callable[..., Entry]


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(project: Path) -> Path:
    """Real data beside the checkout, which may not live in it; tests that need it are skipped where it is absent."""
    folder = project.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder `shared` beside the checkout")
    return folder


@pytest.fixture(scope="session")
def settings() -> RefineSettings:
    """Reading and refining as they are without a configuration."""
    return refine_settings(parse_config("", "dayfold.toml"))


@pytest.fixture(scope="session")
def read_text() -> Read:
    """Read a text, or bytes, as if it were a file of that name."""

    def read_it(content: str | bytes, name: str = "clipping.txt", max_bytes: int = 1_000_000) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        return read(Source(path=name, data=data, sha256=hashlib.sha256(data).hexdigest()), max_bytes)

    return read_it


@pytest.fixture(scope="session")
def refine_text(read_text: Read, settings: RefineSettings) -> Refine:
    """Read and refine a text that is one entry."""

    def refine_it(content: str | bytes, name: str = "clipping.txt", with_settings: RefineSettings = settings) -> Entry:
        reading = read_text(content, name)
        result = refine(reading.drafts[0], reading.text, with_settings)
        assert not isinstance(result, LeftOut), result
        return result

    return refine_it


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; tests that need it are skipped where it is absent."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()
