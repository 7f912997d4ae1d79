"""The invented story, its report on disk, and a browser to look at it with."""

from __future__ import annotations

import shutil
import sys
import warnings
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from story import build_story

from onrecord.show.report import write_report

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
TITLE = "The Orlu sluices"


@pytest.fixture(scope="session")
def story():
    """The invented affair as a Record."""
    return build_story()


@pytest.fixture(scope="session")
def report(story, tmp_path_factory):
    """The address of the story's report in a folder."""
    return write_report(story, tmp_path_factory.mktemp("report"), title=TITLE).as_uri()


@pytest.fixture(scope="session")
def one_file(story, tmp_path_factory):
    """The address of the story's report in one file, which lies in a folder by itself."""
    folder = tmp_path_factory.mktemp("one")
    return write_report(story, folder, title=TITLE, single_file=True).as_uri()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; where there is none, the browser tests skip and say so."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        warnings.warn("NO CHROMIUM: THE BROWSER TESTS ARE SKIPPED", stacklevel=1)
        pytest.skip("no chromium on this machine: install it to run the browser tests")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=found, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """Opens an address and gives the tab; no request may leave the disk, no script may fail."""
    contexts, trouble = [], []

    def open_tab(address, **options):
        context = browser.new_context(**({"viewport": {"width": 1300, "height": 900}} | options))
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(15_000)
        tab.on("request", lambda sent: _check_local(sent.url, trouble))
        tab.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
        tab.on("console", lambda line: line.type == "error" and trouble.append(line.text))
        tab.on("dialog", lambda dialog: (trouble.append("a dialog opened"), dialog.dismiss()))
        tab.goto(address)
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert trouble == []


def _check_local(url, trouble):
    """Note any request that is not for a file or for data in the page."""
    if not url.startswith(("file:", "data:", "about:")):
        trouble.append(f"request: {url}")
