"""The page on deploying says what works: its files parse, and its commands build and check a site."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click.testing
import pytest
import yaml

from generator.cli import dayfold
from generator.publish.site_files import security_policy

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


def _steps(project: Path) -> list[dict[str, Any]]:
    workflows = [yaml.safe_load(block) for block in _blocks(project, "yaml")]
    return [step for workflow in workflows for job in workflow["jobs"].values() for step in job["steps"]]


def _commands(project: Path) -> list[str]:
    """Find every call of dayfold: in shell blocks, in workflows, in the host's settings; each once."""
    hosts = [table for table in map(tomllib.loads, _blocks(project, "toml")) if "build" in table]
    lines = [line for block in _blocks(project, "sh") for line in block.splitlines()]
    lines += [line for step in _steps(project) for line in step.get("run", "").splitlines()]
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


def test_every_script_of_the_page_is_one(project: Path) -> None:
    """Whatever a shell is asked to do, in blocks and in workflows, is at least spelled in its grammar."""
    scripts = _blocks(project, "sh") + [step["run"] for step in _steps(project) if "run" in step]

    assert [_trouble(re.sub(r"\$\{\{.*?\}\}", "value", script)) for script in scripts] == [""] * len(scripts)


def _trouble(script: str) -> str:
    return subprocess.run(["bash", "-n", "-c", script], capture_output=True, text=True, check=False).stderr


def test_every_workflow_makes_the_site_with_its_address(project: Path) -> None:
    """The four hosts that a workflow deploys to: a checkout, a Python, dayfold, and a build for where it will live."""
    workflows = [yaml.safe_load(block) for block in _blocks(project, "yaml")]
    told = [str([step for job in workflow["jobs"].values() for step in job["steps"]]) for workflow in workflows]

    assert len(told) == 4
    for steps in told:
        assert [word in steps for word in ("actions/checkout", "setup-python", "pip install dayfold")] == [True] * 3
        assert "DAYFOLD_BASE_URL" in steps or "--base-url" in steps


def test_the_image_is_made_of_what_the_package_needs(project: Path) -> None:
    """What is copied is there, nothing that the package is built of is missing, and its user is not root."""
    lines = [line.split() for line in (project / "Dockerfile").read_text(encoding="utf-8").splitlines() if line]
    copied = {name for line in lines if line[0] == "COPY" for name in line[1:-1]}
    told = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", told["project"]["readme"], *told["project"]["license-files"]}

    assert {name for name in copied if not (project / name).exists()} == set()
    assert needed | {*wheel["packages"], *wheel["force-include"]} <= copied
    assert [line[1] for line in lines if line[0] in ("USER", "ENTRYPOINT")] == ["dayfold", '["dayfold"]']
    assert "dayfold" in told["project"]["scripts"]


def test_the_redirects_of_the_page_are_settings(project: Path, site: Path) -> None:
    """What the page shows under "Moving pages" is taken as it stands."""
    (settings,) = (block for block in _blocks(project, "toml") if "[redirects]" in block)
    (site / "dayfold.toml").write_text(settings, encoding="utf-8")
    click.testing.CliRunner().invoke(dayfold, ["build", "--quiet"], standalone_mode=False)

    assert "/2019/old-page/ /topics/ferries/ 301" in (site / "output" / "_redirects").read_text(encoding="utf-8")


def test_the_policy_of_the_page_is_the_one_that_is_written(project: Path) -> None:
    """Whoever copies the header for a server of their own gets what `_headers` has."""
    (server,) = _blocks(project, "nginx")

    assert security_policy(has_index=True) in server
