"""What a reader is told of lines, speakers, arrangements and comparisons is worked out right."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Relation, When, span_in
from onrecord.show.arranged import according_to, arrangements, course, latest_status, positions
from onrecord.show.compare import relations_by_kind, sides
from onrecord.show.dates import say_reported
from onrecord.show.index import index_record, page_label, shorten, web_address
from onrecord.show.report.payload import story_data
from onrecord.show.said import who_said_what
from onrecord.show.timeline import timeline


def test_timeline_is_in_time_order_with_the_undated_last(story):
    """Lines come in the order in which things can first have happened."""
    lines = timeline(index_record(story))
    firsts = [line.when.earliest for line in lines]
    assert firsts[:-1] == sorted(firsts[:-1])
    assert firsts[-1] is None


def test_a_line_says_if_nothing_is_said_to_have_happened(story):
    """A plan is marked as one; what any page says took place is not marked."""
    marks = {line.actuality for line in timeline(index_record(story))}
    assert marks == {(), ("denied",), ("planned",)}


def test_one_sentence_makes_one_line(story):
    """Happenings of one time that one sentence tells best stand together, nothing lost."""
    first = story.happenings[1]
    event = story.events[-1].id
    twin = replace(first, id="happening-twin", events=(event,), actors=("actor-union",))
    lines = timeline(index_record(replace(story, happenings=(*story.happenings, twin))))
    assert len(lines) == len(story.happenings)
    line = next(line for line in lines if twin.id in line.ids)
    assert {first.id, twin.id} == set(line.ids)
    assert {*first.actors, "actor-union"} == set(line.actors)
    assert event in {one.id for one in line.events}
    assert line.origins == 1


def test_the_undated_come_in_the_order_of_their_pages(story):
    """What has no date stands in the order of its pages, then of their words."""
    loose = tuple(replace(one, when=When()) for one in story.happenings)
    index = index_record(replace(story, happenings=loose))
    places = [(index.order[one.headline.page], one.headline.start) for one in timeline(index)]
    assert places == sorted(places)


def test_a_denial_is_told_from_what_is_denied(story):
    """The line of the denial says that it denies, the other that it is denied."""
    labels = [label for line in timeline(index_record(story)) for _, label in line.disputes]
    assert "denies another account" in labels
    assert "denied by another" in labels


def test_speakers_are_grouped_and_the_unnamed_come_after_the_named(story):
    """Those who said most come first; unnamed sources keep the page's words for them."""
    speakers = who_said_what(index_record(story))
    assert speakers[0].name == "Davit Oren"
    assert [one.name for one in speakers if one.unnamed] == [
        "A senior Estrian official",
        "the harbour master",
    ]
    assert sum(len(one.sayings) for one in speakers) == len(story.statements) - 2


def test_one_quote_of_three_pages_is_one_saying(story):
    """Statements that share a quote stand together, the earliest page first."""
    brandt = next(one for one in who_said_what(index_record(story)) if one.name == "Ilse Brandt")
    quote = next(saying for saying in brandt.sayings if saying.lead.quote)
    assert len(quote.others) == 2


def test_a_quote_of_two_speakers_is_not_merged(story):
    """The same words by somebody else are shown under that speaker too."""
    first, second = [one for one in story.statements if one.quote][:2]
    turned = replace(second, speaker="actor-oren")
    rest = tuple(one for one in story.statements if one.id != second.id)
    speakers = who_said_what(index_record(replace(story, statements=(*rest, turned))))
    holders = {one.name for one in speakers for say in one.sayings if say.lead.quote == first.quote}
    assert holders == {"Ilse Brandt", "Davit Oren"}


def test_course_holds_changes_and_deadlines_in_time_order(story):
    """A deadline that was moved leads to the one that replaced it, and back."""
    index = index_record(story)
    accord = arrangements(index)[0]
    steps = course(index, accord)
    assert [step.when.earliest for step in steps] == [
        "2031-03-12",
        "2031-03-19",
        "2031-04-01",
        "2031-04-30",
    ]
    assert steps[2].moved_to == accord.deadlines[1]
    assert steps[3].moved_from == (accord.deadlines[0],)
    assert latest_status(index, accord).status == "postponed"


def test_one_status_told_twice_at_one_time_is_one_step(story):
    """The first words stand for the step, the others with it; another time is another step."""
    accord = story.arrangements[0]
    first, second = accord.history[0], accord.history[1]
    again = replace(first, span=second.span)
    later = replace(first, when=second.when)
    index = index_record(story)
    held = replace(accord, history=(first, again, later, second), deadlines=())
    steps = course(index, held)
    assert {(one.change, one.also) for one in steps} == {
        (again, (first.span,)), (later, ()), (second, ())
    }  # fmt: skip


def test_a_term_is_according_to_its_speaker_or_to_the_page(story):
    """A term inside a statement is its speaker's; another is the page's own."""
    index = index_record(story)
    terms = arrangements(index)[0].terms
    assert [according_to(index, term) is None for term in terms] == [True, True, False]
    assert according_to(index, terms[2]).speaker == "actor-oren"


def test_positions_of_one_actor_stand_together_in_time_order(story):
    """Both stances of Norvale are kept, the earlier first."""
    index = index_record(story)
    held = positions(index, arrangements(index)[0])["actor-norvale"]
    assert [one.stance for one in held] == ["supports", "conditional"]


def test_an_undated_step_stands_where_its_page_reports_it(story):
    """What has no date of its own is placed by its page's, and said to be so placed."""
    accord = story.arrangements[0]
    undated = replace(accord.history[0], when=When())
    index = index_record(story)
    step = course(index, replace(accord, history=(undated,), deadlines=()))[0]
    assert step.reported == index.pages[undated.span.page].published
    assert say_reported(step.when, step.reported) == "reported 12 March 2031"
    assert latest_status(index, replace(accord, history=(undated,))) == undated


def test_each_side_of_a_relation_shows_its_own_words(story):
    """The relation's spans go to the side on whose page they stand."""
    index = index_record(story)
    for relations in relations_by_kind(index).values():
        for relation in relations:
            a, b = sides(index, relation)
            assert a.spans and b.spans
            assert {span.page for span in a.spans}.isdisjoint(span.page for span in b.spans)


def test_two_sides_on_one_page_share_the_spans_by_nearness(story):
    """On one page, a span belongs to the statement in which it stands."""
    told = [one for one in story.statements if one.page == story.pages[0].id]
    wish, families = (
        next(one for one in told if one.content[0].text.startswith(start))
        for start in ("My wish", "Some 400")
    )
    spans = (families.content[0], wish.content[0])
    relation = Relation("relation-x", "contradicts", wish.id, families.id, "", spans)
    a, b = sides(index_record(story), relation)
    assert (a.spans, b.spans) == (wish.content, families.content)


def test_a_relation_of_unknown_things_is_shown_as_its_ids(story):
    """Ids that the record does not hold do not break the view."""
    relation = Relation("relation-x", "contradicts", "event-lost", "event-gone", "why")
    a, b = sides(index_record(replace(story, relations=(relation,))), relation)
    assert (a.id, b.id, a.spans, b.page) == ("event-lost", "event-gone", (), None)


def test_only_web_addresses_are_followed():
    """An address that a browser would run, or that names no host, is no address."""
    assert web_address("https://a.example/x") == "https://a.example/x"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "//a.example",
        None,
        "http://[",
    ):
        assert web_address(bad) is None


def test_a_page_is_labelled_by_outlet_host_or_name(story):
    """The outlet if it is known, else the host, else how the headline begins."""
    page = replace(story.pages[0], outlet=None, url="https://www.news.example/a")
    assert page_label(story.pages[0]) == "Norvale Courier"
    assert page_label(page) == "news.example"
    bare = replace(page, url="javascript:x")
    assert page_label(bare) == "Estria and Norvale agree to open the Orlu…"
    assert page_label(replace(bare, headline=None)) == page.name


@given(st.text(), st.integers(1, 60))
def test_a_cut_label_is_how_the_text_begins(text, longest):
    """A cut text keeps its beginning and says that it is cut."""
    short = shorten(text, longest)
    assert short == text or (text.startswith(short[:-1]) and short.endswith("…"))
    assert len(short) <= max(longest + 1, 1)


def test_passages_of_one_sentence_are_shown_once(story):
    """Two spans of one sentence make one passage, with both set off in it."""
    moved = next(one for one in story.statements if "April 30" in one.content[0].text)
    at = moved.content[0]
    pieces = [span_in(at.page, story_text(story, at.page), at.start, at.start + 9)]
    pieces.append(span_in(at.page, story_text(story, at.page), at.end - 7, at.end))
    relation = Relation("relation-x", "revises", moved.id, "event-x", "", tuple(pieces))
    data = story_data(replace(story, relations=(relation,)), "T")
    (passage,) = data["relations"][0]["items"][0]["sides"][0]["passages"]
    assert [span[3] for span in passage["spans"]] == [piece.text for piece in pieces]
    assert passage["context"][3].startswith("Oren said on Wednesday")


def story_text(story, page):
    """The text of one of the story's pages."""
    return next(one.text for one in story.pages if one.id == page)
