"""The commands that the documentation shows print what it says they print.

Blocks marked `console` are run in order, file by file, in one folder that holds a copy of the
examples. A line `...` stands for any lines. With ONRECORD_UPDATE_DOCS=1 the outputs are rewritten.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.S | re.M)


def run(command: str, folder: Path) -> str:
    """What a command prints, both streams, in a terminal of 100 columns."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"},
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output shown under it."""
    found = re.split(r"^\$ (.*)\n", block, flags=re.M)[1:]
    return [(found[i], found[i + 1].strip("\n")) for i in range(0, len(found), 2)]


def fits(shown: str, printed: str) -> bool:
    """Whether the output is the one shown, `...` lines standing for any lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.$", shown, flags=re.M)]
    return re.fullmatch(".*".join(parts), printed, re.S) is not None


@pytest.fixture
def folder(tmp_path):
    """A folder with the example story's pages, as a reader of the documentation has it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shown_output_is_true(page, folder):
    """Each command of the page prints the output under it."""
    text = page.read_text("utf-8")
    for block in BLOCK.findall(text):
        for command, shown in commands(block):
            printed = run(command, folder)
            if os.environ.get("ONRECORD_UPDATE_DOCS"):
                text = text.replace(f"$ {command}\n{shown}\n", f"$ {command}\n{printed}\n")
                page.write_text(text, "utf-8")
                continue
            assert fits(shown, printed), f"{command}\n{printed}"
