"""The time that belongs to a verb is that of its own clause. Needs the language pipeline."""

from __future__ import annotations

import pytest

from onrecord.language.times import time_for, when_of
from onrecord.record import When


@pytest.fixture(scope="module")
def read(nlp):
    def run(text, day=None):
        with nlp.select_pipes(enable=[*nlp.pipe_names[: nlp.pipe_names.index("onrecord_times")],
                                      "onrecord_times"]):  # fmt: skip
            doc = nlp.make_doc(text)
            if day:
                doc._.published = When(day, day, "stated")
            return nlp(doc)

    return run


def token(doc, text):
    return next(token for token in doc if token.text == text)


def test_each_verb_has_its_own_time(read):
    """Two clauses, two times."""
    doc = read("The envoy left on Monday, and the talks will begin on Thursday.", "2016-07-15")
    assert when_of(doc, token(doc, "left")).earliest == "2016-07-11"
    assert when_of(doc, token(doc, "begin")).earliest == "2016-07-21"


def test_tense_decides_the_direction(read):
    """Met on Friday lies behind, will meet on Friday lies ahead."""
    behind = read("The two men met on Friday.", "2016-07-20")
    ahead = read("The two men will meet on Friday.", "2016-07-20")
    assert [time.value for time in behind._.times] == ["2016-07-15"]
    assert [time.value for time in ahead._.times] == ["2016-07-22"]


def test_a_clause_without_time_is_unknown(read):
    """No time is borrowed from another sentence."""
    doc = read("The envoy left on Monday. He smiled.", "2016-07-15")
    assert time_for(doc, token(doc, "smiled")) is None
    assert when_of(doc, token(doc, "smiled")).basis == "unknown"


def test_words_are_given_as_token_span_or_characters(read):
    """All three ways to name words lead to the same time."""
    doc = read("The envoy left on Monday.", "2016-07-15")
    left = token(doc, "left")
    one = time_for(doc, left)
    assert one is not None
    assert one == time_for(doc, doc[left.i : left.i + 1])
    assert one == time_for(doc, (left.idx, left.idx + 4))
    assert time_for(doc, doc[0:0]) is None


def test_undated_page_keeps_the_words(read):
    """On an undated page the answer is unknown, and holds the words for later."""
    doc = read("The envoy left on Monday.")
    when = when_of(doc, token(doc, "left"))
    assert when.earliest is None
    assert when.span.text == "Monday"


def test_an_age_is_no_length_of_time(read):
    """How old a person is tells of no time; how old a war is does."""
    assert read("The 42-year-old man left.")._.times == ()
    assert read("Her 15-year-old daughter stayed.")._.times == ()
    (war,) = read("The six-year-old civil war goes on.")._.times
    assert (war.type, war.value) == ("DURATION", "P6Y")


def test_infinitives_of_what_was_done_lie_behind(read):
    """Moved to end it is done; was scheduled to end it is not."""
    done = read("He moved quickly to end the talks on Friday.", "2016-07-20")
    planned = read("He was scheduled to end the talks on Friday.", "2016-07-20")
    assert done._.times[0].value == "2016-07-15"
    assert planned._.times[0].value == "2016-07-22"


def test_odd_documents(read):
    """Empty and odd texts have no times, and do not fail."""
    for text in ("", "   \n\n   ", "🙂🙂", "\x00", "İ" * 50 + " Tuesday"):
        doc = read(text)
        assert isinstance(doc._.times, tuple)
