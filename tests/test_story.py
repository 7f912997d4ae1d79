"""The main job end to end, through the command line: a pile of pages becomes a story on record."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "examples" / "pages"
PROGRAM = [sys.executable, "-m", "onrecord.cli"]


def onrecord(*words, cwd=None, timeout=300):
    """Run the program; what it printed and its exit status."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The example story, built once."""
    folder = tmp_path_factory.mktemp("story") / "demo"
    done = onrecord("build", PAGES, "--to", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def record(story):
    """Its record.json."""
    return json.loads((story / "record.json").read_text("utf-8"))


def names(record, ids):
    """The names of the pages with these ids, without what follows the number."""
    return {page["name"][:2] for page in record["pages"] if page["id"] in set(ids)}


def test_a_story_folder_has_its_three_files(story):
    """A build leaves the store, the record and the report."""
    assert {"record.sqlite", "record.json", "index.html"} <= {p.name for p in story.iterdir()}


def test_the_record_has_all_layers(record):
    """record.json has each layer of the contract, and every page of the pile."""
    layers = ["pages", "actors", "statements", "events", "happenings", "arrangements"]
    assert list(record) == ["onrecord", *layers, "relations", "problems"]
    assert len(record["pages"]) == 11
    assert all(record[layer] for layer in layers)


def test_every_span_holds(record):
    """Each span of the record is the exact words of its page."""
    texts = {page["id"]: page["text"] for page in record["pages"]}

    def walk(value):
        if isinstance(value, dict):
            if {"page", "start", "end", "text"} <= set(value):
                assert texts[value["page"]][value["start"] : value["end"]] == value["text"]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk({key: value for key, value in record.items() if key != "onrecord"})


def test_blocks_cover_every_page(record):
    """The blocks of a page are in order and cover every character that is not white space."""
    for page in record["pages"]:
        covered = set()
        for block in page["blocks"]:
            places = set(range(block["start"], block["end"]))
            assert not places & covered
            covered |= places
        text = page["text"]
        assert all(at in covered for at in range(len(text)) if not text[at].isspace())


def test_wire_text_in_two_pages_is_one_origin(record):
    """The pages that print the same wire text are a copy and share an origin; others do not."""
    copies = [names(record, (r["a"], r["b"])) for r in record["relations"] if r["kind"] == "copy"]
    assert copies == [{"01", "02"}]


def test_the_rewrite_is_seen(record):
    """The page that rewords two others is a rewrite of both."""
    pairs = [names(record, (r["a"], r["b"])) for r in record["relations"] if r["kind"] == "rewrite"]
    assert {"07", "09"} in pairs


def test_a_quote_in_two_pages_is_one_quote(record):
    """Statements that carry the same quoted words share a quote id."""
    quotes = {
        s["quote"]
        for s in record["statements"]
        if "Water is not a weapon" in " ".join(c["text"] for c in s["content"])
    }
    assert len(quotes) == 1
    assert None not in quotes


def test_the_unnamed_diplomat_stays_unnamed(record):
    """A source without a name has no speaker and is marked as anonymous."""
    found = [
        s
        for s in record["statements"]
        if any("reservoir is full" in c["text"] for c in s["content"])
    ]
    assert found
    assert all(s["speaker"] is None and s["anonymous"] for s in found)


def test_an_undated_page_gets_no_date_out_of_nothing(record):
    """A page that states no date has one that was worked out, with its reasons, or none."""
    page = next(p for p in record["pages"] if p["name"].startswith("05"))
    when = page["published"]
    assert when["basis"] in {"inferred", "unknown"}
    if when["basis"] == "inferred":
        assert when["because"]


def test_verify_holds(story):
    """`verify` finds every span in the stored bytes."""
    done = onrecord("verify", story)
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith(" 0 do not hold\n")


def test_verify_sees_a_change(story, tmp_path):
    """`verify` names a page whose stored bytes were changed, and fails."""
    folder = tmp_path / "changed"
    shutil.copytree(story, folder)
    with sqlite3.connect(folder / "record.sqlite") as db:
        import zlib

        for sha256, data in db.execute("SELECT sha256, bytes FROM source").fetchall():
            changed = zlib.decompress(data).replace(b"Water is not", b"Water was not")
            db.execute(
                "UPDATE source SET bytes = ? WHERE sha256 = ?", (zlib.compress(changed), sha256)
            )
    done = onrecord("verify", folder)
    assert done.returncode == 1
    assert "01-harbour-gazette.txt" in done.stdout


def test_same_pages_in_any_order_give_the_same_bytes(story, tmp_path):
    """The last pages first, and the rest in a second run, give the same record.json."""
    folder = tmp_path / "again"
    last = tmp_path / "last"
    last.mkdir()
    for page in sorted(PAGES.iterdir(), reverse=True)[:5]:
        shutil.copy(page, last / page.name)
    assert onrecord("build", last, "--to", folder).returncode == 0
    assert onrecord("build", PAGES, "--to", folder).returncode == 0
    ours, theirs = ((path / "record.json").read_bytes() for path in (folder, story))
    assert ours == theirs


def test_nothing_is_read_twice(story):
    """A second build with the same pages annotates none of them."""
    before = (story / "record.json").read_bytes()
    done = onrecord("build", PAGES, "--to", story)
    assert "0 pages read now" in done.stdout
    assert (story / "record.json").read_bytes() == before


def test_bad_input_is_listed_and_the_rest_is_read(tmp_path):
    """Each bad file gives one line and a problem; the good page is read all the same."""
    pile = tmp_path / "pile"
    pile.mkdir()
    shutil.copy(PAGES / "01-harbour-gazette.txt", pile / "good.txt")
    shutil.copy(PAGES / "01-harbour-gazette.txt", pile / "twin.txt")
    (pile / "empty.txt").write_bytes(b"")
    (pile / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (pile / "line.txt").write_bytes(b"word " * 2_000_000)
    (pile / "gone.txt").symlink_to(pile / "nowhere.txt")
    done = onrecord("build", pile, tmp_path / "missing.txt", "--to", tmp_path / "story")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    record = json.loads((tmp_path / "story" / "record.json").read_text("utf-8"))
    listed = {Path(problem["name"]).name for problem in record["problems"]}
    assert listed == {"twin.txt", "empty.txt", "binary.txt", "line.txt", "gone.txt", "missing.txt"}
    assert [page["name"] for page in record["pages"]] == ["good.txt"]
    for problem in record["problems"]:
        assert f"{problem['name']}: {problem['reason']}\n" in done.stderr


def test_a_stopped_build_goes_on(tmp_path):
    """Killed at any moment, a build leaves a story that the next build makes whole."""
    folder = tmp_path / "story"
    for seconds in (0.4, 1.5, 3.0):
        process = subprocess.Popen(
            [*PROGRAM, "build", str(PAGES), "--to", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
    assert onrecord("build", PAGES, "--to", folder).returncode == 0
    assert onrecord("verify", folder).returncode == 0


def test_no_story_is_one_clear_line(tmp_path):
    """A command on a folder without a story says so, and what to do, with status 2."""
    done = onrecord("show", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "build one first" in done.stderr


def test_annotate_gives_one_line_a_page(tmp_path):
    """`annotate` reads JSON Lines; plain text is all body; each line has the contract's keys."""
    rows = [
        {"name": "a", "text": "“Fine,” Mayor Ann Holt said on Monday.", "published": "2025-03-05"},
        {"name": "b", "text": "Nothing was said."},
        {"name": "c"},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = onrecord("annotate", path, "--plain")
    assert done.returncode == 1
    assert "in.jsonl:3" in done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["name"] for line in lines] == ["a", "b"]
    keys = ["name", "text", "published", "blocks", "times", "actors", "statements", "events"]
    assert list(lines[0]) == keys
    assert [time["value"] for time in lines[0]["times"]] == ["2025-03-03"]
    statement = lines[0]["statements"][0]
    assert statement["source"][0]["text"] == "Mayor Ann Holt"
    assert "page" not in statement["source"][0]


def test_export_is_the_record(story):
    """`export --format json` prints what stands in record.json."""
    done = onrecord("export", story, "--format", "json")
    assert json.loads(done.stdout) == json.loads((story / "record.json").read_text("utf-8"))


def test_no_network_is_used(tmp_path):
    """A build works where every connection is refused."""
    guard = tmp_path / "sitecustomize.py"
    guard.write_text(
        "import socket\n"
        "def refuse(*a, **k): raise RuntimeError('network used')\n"
        "socket.socket.connect = refuse\nsocket.getaddrinfo = refuse\n"
    )
    done = subprocess.run(
        [*PROGRAM, "build", str(PAGES / "01-harbour-gazette.txt"), "--to", str(tmp_path / "s")],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
