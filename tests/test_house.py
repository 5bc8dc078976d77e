"""The house stands as ARCHITECTURE.md says: who may import whom, what is public, what is tested."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator.diagnostics import CATALOGUE
from generator.store.code import LIBRARIES

FLOORS = (
    {"config_places", "diagnostics"},
    {"records"},
    {"config", "mistakes", "once", "recall", "text"},
    {"read", "refine", "digest", "publish"},
    {"store", "workers"},
    {"clippings", "fetch"},
    {"pipeline", "verify"},
    {"preview"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""Bottom to top; rooms on one floor are strangers."""

FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def modules(project: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted((project / "generator").rglob("*.py")):
        yield path, path.relative_to(project / "generator").parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """The rooms of this package that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("generator."))


def test_imports_only_go_down(project: Path) -> None:
    """A file imports its own room and floors below it, nothing beside and nothing above."""
    upward = [
        f"{path.relative_to(project)} imports {other}"
        for path, room in modules(project)
        if room != "__init__"
        for other in imports_of(path)
        if other != room and FLOOR_OF[other] >= FLOOR_OF[room]
    ]

    assert upward == []


def test_only_the_shell_touches_the_world(project: Path) -> None:
    """Pure rooms import neither file system, clock, network nor terminal."""
    worldly = {
        "os",
        "sys",
        "time",
        "socket",
        "subprocess",
        "shutil",
        "tempfile",
        "threading",
        "click",
        "rich",
        "random",
    }
    pure = set().union(*FLOORS[:4])
    found = []
    for path, room in modules(project):
        if room in pure:
            tree = ast.parse(path.read_text("utf-8"))
            names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
            names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            found += [f"{path.relative_to(project)} imports {name}" for name in sorted(names & worldly)]

    assert found == []


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(generator.__path__, "generator.")])
def test_public_names_exist(name: str) -> None:
    """`__all__` lists what others may use: it is there, sorted, and nothing in it is missing."""
    if name.endswith("__main__"):
        pytest.skip("importing it would run the program")
    module = importlib.import_module(name)
    public = getattr(module, "__all__", None)

    assert public is None or all(hasattr(module, one) for one in public)
    assert public is not None or not any(
        not one.startswith("_") and getattr(value, "__module__", None) == name for one, value in vars(module).items()
    )


def test_remembered_work_asks_for_nothing_but_dependencies(project: Path) -> None:
    """The versions that remembered work is keyed by are of libraries that every user has."""
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", one)[0].casefold() for one in declared}

    assert set(LIBRARIES) <= names | {"markupsafe"}  # which comes with jinja2


def test_every_diagnostic_is_tested(project: Path) -> None:
    """Each name of the catalogue is expected by some test."""
    tests = "".join(
        path.read_text("utf-8") for path in (project / "tests").rglob("test_*.py") if path.name != "test_house.py"
    )

    assert sorted(name for name in CATALOGUE if f'"{name}"' not in tests and name not in tests) == []


def test_every_diagnostic_is_used(project: Path) -> None:
    """A name that nothing reports would be a promise nobody keeps."""
    code = "".join(path.read_text("utf-8") for path, room in modules(project) if room != "diagnostics")

    assert sorted(name for name in CATALOGUE if f'"{name}"' not in code) == []


def test_architecture_is_short_and_names_every_room(project: Path) -> None:
    """At most 150 lines, and no room is missing from it."""
    text = (project / "ARCHITECTURE.md").read_text("utf-8")

    assert len(text.splitlines()) <= 150
    assert [room for room in FLOOR_OF if room != "__main__" and not re.search(rf"\b{room}\b", text)] == []
