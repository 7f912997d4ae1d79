"""Full dates printed in page furniture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_table
from onrecord.read.dates import find_dates, iso_stamp

PRINTED = [
    ("News|July 15, 2016 / 11:28 AM", "2016-07-15T11:28"),
    ("Published 7:05 a.m. MT July 16, 2018", "2018-07-16T07:05"),
    ("Tue 19 Nov 2019 14.37 GMT", "2019-11-19T14:37+00:00"),
    ("By A. Reporter - 11/19/19 06:56 AM EST", "2019-11-19T06:56-05:00"),
    ("15.07.2016", "2016-07-15"),
    ("Sept. 3rd, 2020", "2020-09-03"),
    ("2016-07-15T18:36:05+03:00", "2016-07-15T18:36:05+03:00"),
    ("12:44 am CDT, Sunday, July 15, 2018", "2018-07-15T00:44-05:00"),
    ("20 de 2016, 1 May 2016", "2016-05-01"),
]


@pytest.mark.parametrize(("line", "iso"), PRINTED)
def test_a_full_date_is_read(line, iso):
    """A date with its year is read with its time of day and zone, in whatever order."""
    (found,) = find_dates(line)
    assert (found.earliest, found.latest, found.ambiguous) == (iso, iso, False)


@pytest.mark.parametrize(
    "line", ["15 July", "© 1996-2019", "31/31/2019", "Feb 30, 2020", "7:30 pm"]
)
def test_no_full_date_is_no_date(line):
    """Without a year, or where no calendar has the day, there is no date."""
    assert find_dates(line) == []


def test_day_and_month_either_way_round_are_both_kept():
    """`03/04/2016` may be March or April; both ends are given and the doubt is marked."""
    (found,) = find_dates("03/04/2016")
    assert (found.earliest, found.latest, found.ambiguous) == ("2016-03-04", "2016-04-03", True)


@pytest.mark.parametrize("row", load_table("read/zones.tsv"), ids=lambda row: row["name"])
def test_a_named_zone_gives_its_offset(row):
    """Each zone of the data file is read from its example."""
    (found,) = find_dates(row["example"])
    assert found.earliest.endswith(row["offset"])


def test_a_zone_of_two_letters_fixes_no_offset():
    """`ET` is one offset in winter and another in summer, so none is given."""
    assert find_dates("Nov. 19, 2019 8:03 am ET")[0].earliest == "2019-11-19T08:03"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019-11-20T10:00:00.000Z", "2019-11-20T10:00:00+00:00"),
        ("Thu, 18 Aug 2016 10:00:00 +0300", "2016-08-18T10:00:00+03:00"),
        ("2019-11-20", "2019-11-20"),
        ("0001-01-01T00:00:00Z", None),
        ("03/04/2016", None),
        ("soon", None),
    ],
)
def test_machine_stamps_are_read_or_refused(value, iso):
    """ISO and RFC 822 stamps are read; marks for "no date" and doubtful ones are not."""
    assert iso_stamp(value) == iso


@given(st.text(alphabet="0123456789/-.: ,JulyjanAMPMTZ+", max_size=60))
def test_dates_stand_where_they_say(line):
    """Whatever the line, dates are in order and within it, and never raise."""
    at = 0
    for found in find_dates(line):
        assert at <= found.start < found.end <= len(line)
        assert found.earliest <= found.latest
        at = found.start
