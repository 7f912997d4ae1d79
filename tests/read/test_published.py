"""When a page was published."""

from onrecord.read.hints import Stamp
from onrecord.read.published import find_published, url_stamp
from onrecord.record import UNKNOWN_WHEN


def published(text, *stamps, headline=0):
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return find_published("p", text, lines, stamps, headline=headline)


def test_nothing_known_is_unknown():
    """Without a date in print or metadata there is none."""
    assert published("Crews agree") == UNKNOWN_WHEN


def test_a_printed_date_is_stated_with_its_words():
    """A date line gives the date, its basis and its span."""
    when = published("News|March 4, 2021 / 9:05 AM")
    assert (when.earliest, when.latest, when.basis) == (
        "2021-03-04T09:05",
        "2021-03-04T09:05",
        "stated",
    )
    assert when.span.text == "March 4, 2021 / 9:05 AM"
    assert when.because[0].span == when.span


def test_published_comes_before_updated():
    """Of several dates, the one that is said to be of publication counts."""
    when = published("Updated: 5 March 2021\nPublished: 4 March 2021")
    assert when.latest == "2021-03-04"


def test_a_date_that_a_sentence_tells_is_not_the_pages():
    """The day of a photo is no day of publication; the date line below it is."""
    photo = "The two leaders meet for the first time in Oslo on July 7, 2019."
    assert published(photo) == UNKNOWN_WHEN
    assert published(photo + "\nMarch 4, 2021").latest == "2021-03-04"


def test_an_update_alone_only_bounds():
    """A page was published when it was updated, or before."""
    when = published("Last updated 5 March 2021")
    assert (when.earliest, when.latest) == (None, "2021-03-05")


def test_a_date_above_the_headline_counts_less():
    """The top of a page often prints the day of the capture."""
    when = published("Friday, March 5, 2021\nCrews agree\nMarch 4, 2021", headline=22)
    assert when.latest == "2021-03-04"


def test_metadata_settles_a_doubtful_date():
    """Where day and month could be either way round, the page's metadata decides."""
    when = published("04/03/2021", Stamp("2021-03-04T08:05:00+00:00", "JSON-LD datePublished"))
    assert when.earliest == when.latest == "2021-03-04T08:05:00+00:00"
    assert published("04/03/2021").earliest == "2021-03-04"
    assert published("04/03/2021").latest == "2021-04-03"


def test_a_conflict_is_a_step():
    """Metadata that is days away from the printed date is noted and does not win."""
    when = published("4 March 2021", Stamp("2021-06-01", "meta date"))
    assert when.latest == "2021-03-04"
    assert when.because[-1].rule == "meta date says 2021-06-01 instead"


def test_metadata_alone_is_metadata():
    """Of stamps, the first counts, with the time that a later one of the same day gives."""
    when = published("", Stamp("2021-03-04", "address"), Stamp("2021-03-04T08:05:00", "meta"))
    assert (when.latest, when.basis, when.span) == ("2021-03-04T08:05:00", "metadata", None)


def test_an_address_can_carry_the_day():
    """`/2016/07/15/` and `/2019/nov/19/` are days; other numbers are not."""
    assert url_stamp("https://post.example/2016/07/15/a").value == "2016-07-15"
    assert url_stamp("https://post.example/2019/nov/19/a").value == "2019-11-19"
    assert url_stamp("https://post.example/story/20160715999") is None
    assert url_stamp("https://post.example/2016/13/15/a") is None
