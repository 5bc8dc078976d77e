"""The page on deploying says what works: its files parse, and its commands build and check a site."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click.testing
import pytest
import yaml

from generator.cli import dayfold
from generator.publish.site_files import SECURITY_POLICY

_CLIPPING = """\
---
title: The ferry is late
date: 2026-03-09
outlet: The Coast
url: https://example.org/coast/ferry
tags: [ferries]
---

The ferry to Aldersund was late again, and nobody on the quay was told why.
"""


def _blocks(project: Path, language: str) -> list[str]:
    text = (project / "docs" / "deploying.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def _commands(project: Path) -> list[str]:
    """Find every call of dayfold: in shell blocks, in the workflow, in the host's settings; each once."""
    (workflow,) = (yaml.safe_load(block) for block in _blocks(project, "yaml"))
    hosts = [table for table in map(tomllib.loads, _blocks(project, "toml")) if "build" in table]
    lines = [line for block in _blocks(project, "sh") for line in block.splitlines()]
    lines += [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    lines += [table["build"]["command"] for table in hosts]
    calls = [call.strip() for line in lines for call in line.split("&&")]
    return list(dict.fromkeys(call for call in calls if call.startswith("dayfold ")))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "ferry.md").write_text(_CLIPPING, encoding="utf-8")
    return tmp_path


def test_every_command_of_the_page_works(project: Path, site: Path) -> None:
    """One after the other, as they stand there; none of them warns or fails."""
    for command in _commands(project):
        result = click.testing.CliRunner().invoke(dayfold, shlex.split(command)[1:], standalone_mode=False)

        assert (command, result.exception, result.return_value) == (command, None, 0)
    assert (site / "deployed.json").is_file()
    assert (site / "addresses.txt").is_file()


def test_the_redirects_of_the_page_are_settings(project: Path, site: Path) -> None:
    """What the page shows under "Moving pages" is taken as it stands."""
    (settings,) = (block for block in _blocks(project, "toml") if "[redirects]" in block)
    (site / "dayfold.toml").write_text(settings, encoding="utf-8")
    click.testing.CliRunner().invoke(dayfold, ["build", "--quiet"], standalone_mode=False)

    assert "/2019/old-page/ /topics/ferries/ 301" in (site / "output" / "_redirects").read_text(encoding="utf-8")


def test_the_policy_of_the_page_is_the_one_that_is_written(project: Path) -> None:
    """Whoever copies the header for a server of their own gets what `_headers` has."""
    (server,) = _blocks(project, "nginx")

    assert SECURITY_POLICY in server
