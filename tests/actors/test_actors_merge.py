"""Actors across pages: who is one, who stays two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.actors import merge_actors
from onrecord.record import Actor, Annotation, Page, Role, Span, make_id


def actor(page, name, *, kind="person", title=None, aliases=(), unnamed=False, country=None):
    """An actor of one page with one mention and at most one role."""
    span = Span(page, 0, len(name), name)
    roles = (Role(title, Span(page, 50, 50 + len(title), title)),) if title else ()
    return Actor(
        id=make_id("actor", page, name),
        name=name,
        kind=kind,
        aliases=aliases,
        mentions=(span,),
        country=country,
        roles=roles,
        unnamed=unnamed,
    )


def annotation(page, *actors):
    """A page that holds these actors."""
    return Annotation(page=Page(page, page, "", "text", ""), actors=actors)


def merged(*pages):
    """The story's actors of pages given as lists of actors."""
    return merge_actors(tuple(annotation(f"p{n}", *actors) for n, actors in enumerate(pages)))


def test_full_name_and_surname_are_one():
    """A surname on one page is the only person of that surname on another."""
    actors, ids = merged([actor("p0", "Karl Weber")], [actor("p1", "Weber")])
    assert [a.name for a in actors] == ["Karl Weber"]
    assert len(set(ids.values())) == 1


def test_two_of_a_surname_stay_two():
    """A surname that two people share is neither's without a role that tells."""
    actors, _ = merged(
        [actor("p0", "Karl Weber")], [actor("p1", "Anna Weber")], [actor("p2", "Weber")]
    )
    assert sorted(a.name for a in actors) == ["Anna Weber", "Karl Weber", "Weber"]


def test_a_role_tells_which_of_two():
    """A surname with a title goes to the one who bears that title."""
    actors, ids = merged(
        [actor("p0", "Karl Weber", title="Mayor")],
        [actor("p1", "Anna Weber", title="Senator")],
        [actor("p2", "Weber", title="Sen.")],
    )
    assert len(actors) == 2
    assert ids[make_id("actor", "p2", "Weber")] == ids[make_id("actor", "p1", "Anna Weber")]


def test_spellings_of_one_name_are_one():
    """Transliterations of a first name do not part a person."""
    actors, _ = merged([actor("p0", "Sergei Orlov")], [actor("p1", "Sergey Orlov")])
    assert len(actors) == 1


def test_father_and_son_are_two():
    """Here "Jr." is somebody else."""
    actors, _ = merged([actor("p0", "John Adler")], [actor("p1", "John Adler Jr.")])
    assert len(actors) == 2


def test_a_country_is_one_by_all_its_names():
    """Here "U.S." and "United States" are one actor; a government on one page is one on all."""
    actors, _ = merged(
        [actor("p0", "U.S.", kind="place", country="USA")],
        [actor("p1", "United States", kind="government", country="USA")],
    )
    assert [(a.name, a.kind) for a in actors] == [("United States", "government")]


def test_an_acronym_seen_beside_its_name_joins_them():
    """A page that gives both forms joins pages that give one."""
    actors, _ = merged(
        [actor("p0", "HWU", kind="organization")],
        [actor("p1", "Harbour Workers Union", kind="organization", aliases=("HWU",))],
    )
    assert [a.name for a in actors] == ["Harbour Workers Union"]


def test_the_unnamed_stay_with_their_page():
    """Two pages' senior officials are never one."""
    actors, ids = merged(
        [actor("p0", "senior official", unnamed=True)],
        [actor("p1", "senior official", unnamed=True)],
    )
    assert len(actors) == 2
    assert all(old == new for old, new in ids.items())


def test_a_surname_taken_for_a_body_is_the_person():
    """A lone surname that one page read as a body joins the one person of that name."""
    actors, _ = merged(
        [actor("p0", "Josh Arden", title="spokesman")], [actor("p1", "Arden", kind="organization")]
    )
    assert [(a.name, a.kind) for a in actors] == [("Josh Arden", "person")]


def test_described_bodies_are_one_across_pages():
    """A body that tells whose it is is one actor, in whatever order its words stand."""
    forms = ("Syrian government", "Syria's government", "government of Syria")
    pages = [
        [actor(f"p{n}", name, kind="government", country="SYR")] for n, name in enumerate(forms[:2])
    ]
    actors, ids = merged(*pages)
    assert len(actors) == 1
    assert len(set(ids.values())) == 1


def test_a_land_that_one_page_took_for_a_person_is_the_land():
    """A lone name without a role is the place that another page knows by that name."""
    actors, _ = merged([actor("p0", "Meridia")], [actor("p1", "Meridia", kind="place")])
    assert [(a.name, a.kind) for a in actors] == [("Meridia", "place")]


def test_a_person_with_a_role_is_no_land():
    """A surname with a title stays a person although a place has that name."""
    actors, _ = merged(
        [actor("p0", "Meridia", title="Senator")], [actor("p1", "Meridia", kind="place")]
    )
    assert sorted(a.kind for a in actors) == ["person", "place"]


def test_names_that_begin_with_a_particle_are_names():
    """Here "al" in lower case opens a name."""
    actors, _ = merged(
        [actor("p0", "al Tarn", kind="armed_group")], [actor("p1", "Al-Tarn", kind="armed_group")]
    )
    assert len(actors) == 1


NAMES = ("Karl Weber", "Weber", "Anna Weber", "K. Weber", "NATO", "U.S.", "United States", "HWU")


@given(
    pages=st.lists(st.lists(st.sampled_from(NAMES), unique=True, max_size=5), max_size=5),
    seed=st.randoms(),
)
def test_order_does_not_matter(pages, seed):
    """The same pages give the same actors in whatever order, and no actor is lost."""
    kinds = {"NATO": "organization", "HWU": "organization", "U.S.": "place"}
    annotations = [
        annotation(
            f"p{n}", *(actor(f"p{n}", name, kind=kinds.get(name, "person")) for name in names)
        )
        for n, names in enumerate(pages)
    ]
    first = merge_actors(tuple(annotations))
    seed.shuffle(annotations)
    assert merge_actors(tuple(annotations)) == first
    mentions = {span for a in first[0] for span in a.mentions}
    assert mentions == {s for one in annotations for a in one.actors for s in a.mentions}
    assert set(first[1].values()) == {a.id for a in first[0]}
    assert len({a.id for a in first[0]}) == len(first[0])


def test_a_firm_is_one_with_and_without_its_legal_form():
    """Here "Tessaro Inc." and "Tessaro" are one firm, also where a page took it for a person."""
    actors, _ = merged(
        [actor("p0", "Tessaro Inc.", kind="organization")],
        [actor("p1", "Tessaro", kind="organization")],
        [actor("p2", "Tessaro", title="rival")],
    )
    assert [(one.name, one.kind) for one in actors] == [("Tessaro", "organization")]


def test_a_firm_named_after_somebody_is_not_that_person():
    """Somebody of the firm's name keeps to himself where his full name or office is told."""
    actors, _ = merged(
        [actor("p0", "Tessaro Inc.", kind="organization")],
        [actor("p1", "Tessaro", title="chairman")],
        [actor("p2", "Ugo Tessaro"), actor("p2", "Tessaro Corp", kind="organization")],
    )
    assert {(one.name, one.kind) for one in actors} == {
        ("Tessaro Corp", "organization"), ("Ugo Tessaro", "person")
    }  # fmt: skip


def test_a_title_that_looks_like_a_first_name_does_not_part_a_person():
    """A longer form of the name that ends in the whole shorter one is the same person."""
    actors, _ = merged([actor("p0", "Alhadi Musa Bello")], [actor("p1", "Musa Bello")])
    assert [one.name for one in actors] == ["Alhadi Musa Bello"]
    actors, _ = merged([actor("p0", "Alhadi Musa Bello")], [actor("p1", "Karim Bello")])
    assert len(actors) == 2
