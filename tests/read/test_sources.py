"""Paths in, files out, one at a time."""

import os
from itertools import islice

import pytest

from onrecord import read
from onrecord.read import Source, drop_duplicates, find_pages, page_from_text, read_source
from onrecord.record import Problem


def names(*paths):
    return [source.name for source in find_pages(paths)]


@pytest.fixture
def pile(tmp_path):
    folder = tmp_path / "pile"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("z.txt", "b/a.txt", ".hidden", ".git/x.txt"):
        (folder / name).write_text(f"words of {name}")
    return folder


def test_a_folder_is_walked_in_order(pile):
    """Files are named from the folder, sorted; hidden ones are left out."""
    assert names(pile) == ["z.txt", "b/a.txt"]


def test_a_file_is_named_as_given(pile, monkeypatch):
    """A file's name is its path as given, and the order of the arguments is no matter."""
    monkeypatch.chdir(pile.parent)
    a, b = (pile.relative_to(pile.parent) / name for name in ("z.txt", "b/a.txt"))
    assert names(a, b) == names(b, a) == ["pile/b/a.txt", "pile/z.txt"]


def test_a_file_reached_twice_is_one_source(pile):
    """A file inside a folder that is given too is read once."""
    assert len(names(pile, pile / "z.txt", pile / "b")) == 2


def test_names_are_unique(tmp_path):
    """The same name in two folders is told apart by the path as given."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    found = names(tmp_path / "one", tmp_path / "two")
    assert found == ["a.txt", (tmp_path / "two/a.txt").as_posix()]


def test_a_link_out_of_the_folder_is_not_followed(pile, tmp_path):
    """A link may lead to a file in the folder, not to one outside, and no loop is walked."""
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    (pile / "out.txt").symlink_to(outside)
    (pile / "loop").symlink_to(pile, target_is_directory=True)
    assert names(pile) == ["z.txt", "b/a.txt"]


def test_folders_are_walked_as_they_are_asked_for(pile):
    """The first source comes before the rest of the pile is looked at."""
    first = next(iter(find_pages([pile])))
    (pile / "b" / "new.txt").write_text("new")
    assert first.name == "z.txt"
    assert list(islice(find_pages([pile]), 1)) == [first]


@pytest.mark.parametrize("make", ["gone", "folder", "pipe"])
def test_what_cannot_be_read_is_a_problem(tmp_path, make):
    """A file that is gone, is no file, or would never end gives one line."""
    path = tmp_path / "odd"
    if make == "folder":
        path.mkdir()
    if make == "pipe":
        os.mkfifo(path)
    (problem,) = read_source(Source("odd", path))
    assert isinstance(problem, Problem)
    assert problem.name == "odd"
    assert "cannot be read" in problem.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every folder")
def test_an_unreadable_folder_is_a_problem(pile):
    """A folder that may not be listed is a source with its trouble, and the rest is read."""
    (pile / "b").chmod(0)
    troubled = [source for source in find_pages([pile]) if source.trouble]
    (pile / "b").chmod(0o755)
    assert [source.name for source in troubled] == ["b"]


def test_the_same_bytes_are_one_page():
    """The second of two pages with the same bytes is a problem that names the first."""
    one, two = page_from_text("a", "Words here."), page_from_text("b", "Words here.")
    odd = Problem("c", "empty")
    seen = {}
    assert list(drop_duplicates([one, odd], seen)) == [one, odd]
    assert list(drop_duplicates([two], seen)) == [Problem("b", "same bytes as a")]
    assert seen == {one.id: "a"}


def test_what_is_public_is_listed():
    """The room's doors are what `__all__` says, sorted, and each has a docstring."""
    assert read.__all__ == sorted(read.__all__)
    assert all(getattr(read, name).__doc__ for name in read.__all__)
