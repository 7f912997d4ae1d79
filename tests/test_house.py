"""The house keeps its shape: which room may use which, and that every command is documented."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from onrecord import cli

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "onrecord"
ROOMS = ("read", "language", "link", "store", "show")
COMMON = {"record", "errors", "data", "__version__"}
MODULES = sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))


def imported_rooms(path: Path) -> set[str]:
    """The rooms and top modules of onrecord that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "onrecord":
                names = [f"onrecord.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("onrecord.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_data_flows_one_way(path):
    """A module imports the common classes, its own room, and rooms to its left, nothing else."""
    room = path.relative_to(SOURCE).parts[0]
    allowed = COMMON | set(ROOMS[: ROOMS.index(room) + 1])
    if room == "language":
        allowed |= {"models"}
    assert imported_rooms(path) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_two_rooms(path):
    """A file that passes 500 lines is two rooms."""
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_every_command_is_in_the_guide():
    """The guide shows each command of the program."""
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    names = [command.callback.__name__ for command in cli.app.registered_commands]
    assert [name for name in names if f"onrecord {name}" not in guide] == []
