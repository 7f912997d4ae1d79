"""The report's files: strict policy, inert data, the same bytes each time."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Page, Record
from onrecord.show.report import SCRIPTS, STYLES, embed, page_file, write_report

HOSTILE = "</script><script>alert(1)</script><!-- \u2028\u2029 & ]]>"


def files_of(folder):
    """All files of a folder with their bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_has_the_page_its_assets_and_a_text_for_each_page(story, tmp_path):
    """The index stands beside style, scripts, story and one script for each page's text."""
    index = write_report(story, tmp_path / "new" / "folder", title="T")
    names = set(files_of(index.parent))
    assert {"index.html", "assets/story.js"} <= names
    assert {f"assets/{name}" for name in (*STYLES, *SCRIPTS)} <= names
    assert sum(name.startswith("assets/pages/") for name in names) == len(story.pages)


def test_the_same_record_gives_the_same_bytes(story, tmp_path):
    """Written twice, over an older report or not, in one file or many: the same bytes."""
    shorter = replace(story, pages=story.pages[:2])
    for single in (False, True):
        first, second = tmp_path / f"a{single}", tmp_path / f"b{single}"
        write_report(shorter, first, title="Old", single_file=single)
        for folder in (first, second):
            write_report(story, folder, title="T", single_file=single)
        assert files_of(first) == files_of(second)


def test_single_file_stands_alone(story, tmp_path):
    """One file is written, and it names no other."""
    index = write_report(story, tmp_path, title="T", single_file=True)
    assert list(files_of(tmp_path)) == ["index.html"]
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"(?!data:)", index.read_text())


def test_policy_allows_only_our_own_scripts(story, tmp_path):
    """The policy of the single file names the hash of each script and style, and nothing else."""
    text = write_report(story, tmp_path, title="T", single_file=True).read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace(
        "&#x27;", "'"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    for pattern in (r"<script>(.*?)</script>", r"<style>(.*?)</style>"):
        for code in re.findall(pattern, text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy


def test_folder_policy_allows_no_inline_script(story, tmp_path):
    """The folder's page runs files beside it and no script that stands in it."""
    text = write_report(story, tmp_path, title="T").read_text("utf-8")
    assert "script-src &#x27;self&#x27; file:;" in text
    assert not re.search(r"<script(?![^>]+src=)", text)
    assert "onclick" not in text


@given(st.recursive(st.text(st.characters(codec=None)), st.lists, max_leaves=6))
def test_embedded_data_cannot_leave_its_element(value):
    """Data for a script element holds no character with which markup could begin or end."""
    text = embed(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.encode("utf-8")
    assert json.loads(text) is not None


def test_a_surrogate_keeps_its_place():
    """A lone surrogate becomes one character, so offsets after it still fit."""
    assert json.loads(embed("a\ud83dbc")) == "a\ufffdbc"


def test_hostile_text_stays_data(tmp_path):
    """Text that would close the element it is in is escaped, in every file and in the title."""
    page = Page("p", HOSTILE, "", HOSTILE, HOSTILE, url=HOSTILE, outlet=HOSTILE, agency=HOSTILE)
    record = Record(pages=(page,))
    for single in (False, True):
        folder = tmp_path / str(single)
        write_report(record, folder, title=HOSTILE, single_file=single)
        for name, data in files_of(folder).items():
            if name.endswith((".html", "story.js", "p.js")):
                assert b"alert(1)</script>" not in data


@pytest.mark.parametrize("name", ["../../x", "a/b", "", "a.b", "x" * 200, "ü"])
def test_page_files_stay_in_their_folder(name):
    """A page's file has a plain name, whatever its id."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}\.js", page_file(name))


def test_our_scripts_never_make_markup_of_text(story, tmp_path):
    """No script of ours has a way to turn text into markup or code."""
    folder = write_report(story, tmp_path, title="T").parent / "assets"
    code = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
    ):
        assert risky not in code


def test_an_empty_record_makes_a_report(tmp_path):
    """A story with nothing in it is still a page that opens."""
    assert write_report(Record(), tmp_path, title="Empty").is_file()
