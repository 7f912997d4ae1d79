"""The report in a real browser, opened from the disk as by double click.

The `visit` fixture fails a test on any request for the network, any script error or any dialog.
"""

import re
from itertools import pairwise

import pytest
from maker import lengthened

from onrecord.show.report import write_report

PHONE = {"viewport": {"width": 360, "height": 740}}
VIEWS = ("timeline", "said", "arranged", "compare", "pages")


def marked(tab):
    """The words that the reader marks, each span put together from its pieces."""
    tab.wait_for_selector("#reader mark")
    return tab.evaluate(
        """() => {
          const found = new Map();
          for (const mark of document.querySelectorAll("#reader mark"))
            for (const span of mark.dataset.spans.split(" "))
              found.set(span, (found.get(span) || "") + mark.textContent);
          return [...found.values()];
        }"""
    )


@pytest.fixture(params=["folder", "one file"])
def address(request, report, one_file):
    """The report's address, as a folder and as one file."""
    return report if request.param == "folder" else one_file


def test_the_timeline_is_the_front_page(visit, address, story):
    """All happenings are there in time order, in the pages' words, with sources and people."""
    tab = visit(address)
    lines = tab.locator(".timeline .line")
    assert lines.count() == len(story.happenings)
    assert tab.title() == "The Orlu sluices"
    second = lines.nth(1).inner_text()
    assert "12 March" in second
    assert "3 pages, 1 origin" in second
    assert "Ilse Brandt" in second
    assert "19 or 26 March" in lines.nth(4).inner_text()
    assert "planned" in lines.nth(5).inner_text()


def test_a_line_opens_its_exact_words(visit, address, story):
    """The reader marks just the words of the line, and shows all of the page's text."""
    tab = visit(address)
    for number in range(len(story.happenings)):
        link = tab.locator(".timeline .line a.lead").nth(number)
        link.click()
        words = " ".join(link.inner_text().split())
        tab.wait_for_function(
            "words => [...document.querySelectorAll('#reader mark')].map(m => m.textContent)"
            ".join(' ').replace(/\\s+/g, ' ').trim() === words",
            arg=words,
        )
    page = next(page for page in story.pages if "post" in page.name)
    assert tab.locator(".reader-text").evaluate("body => body.textContent") == page.text


def test_marks_after_emoji_do_not_shift(visit, address, story):
    """Offsets are code points: characters beyond the first plane before a mark move nothing."""
    page = next(page for page in story.pages if "post" in page.name)
    start = page.text.index("blockade the port")
    tab = visit(f"{address}#page={page.id}&s={start}-{start + 17}")
    assert marked(tab) == ["blockade the port"]


def test_several_spans_are_marked_and_stepped_through(visit, address, story):
    """A statement in two pieces has both marked; n goes from one to the next."""
    page = next(page for page in story.pages if "radio" in page.name)
    said = next(one for one in story.statements if len(one.content) == 2)
    spans = ",".join(f"{span.start}-{span.end}" for span in said.content)
    tab = visit(f"{address}#view=said&page={page.id}&s={spans}")
    assert marked(tab) == [span.text for span in said.content]
    tab.keyboard.press("n")
    tab.keyboard.press("n")
    assert tab.locator("mark.now").inner_text() == said.content[1].text


def test_all_that_is_said_on_a_page_can_be_underlined(visit, report, story):
    """Asked for, every statement of the page is underlined with its speaker, marks kept."""
    page = next(page for page in story.pages if "radio" in page.name)
    tab = visit(f"{report}#page={page.id}&s=0-8")
    assert marked(tab) == [page.text[:8]]
    assert tab.locator(".trace").count() == 0
    tab.keyboard.press("u")
    spans = [span.text for one in story.statements if one.page == page.id for span in one.content]
    assert sorted(tab.locator(".trace").all_inner_texts()) == sorted(spans)
    assert tab.locator(".trace").first.get_attribute("title") == "Davit Oren: reported"
    assert marked(tab) == [page.text[:8]]
    assert tab.locator(".reader-text").evaluate("body => body.textContent") == page.text


def test_furniture_is_greyed(visit, report, story):
    """Boilerplate is told apart from the article by its class and its colour."""
    tab = visit(f"{report}#page={story.pages[0].id}")
    grey = tab.locator(".block.boilerplate")
    assert grey.first.inner_text() == "Skip to content"
    colour = "element => getComputedStyle(element).color"
    assert grey.first.evaluate(colour) != tab.locator(".block.body").first.evaluate(colour)


def test_back_closes_the_reader_and_an_address_opens_it(visit, report):
    """Each opening is a step of its own in the history, and can be linked to."""
    tab = visit(report)
    tab.locator(".line a.lead").first.click()
    tab.wait_for_selector("#reader mark")
    assert "page=" in tab.url and "s=" in tab.url
    again = visit(tab.url)
    assert marked(again) == marked(tab)
    tab.go_back()
    tab.wait_for_selector("#reader", state="hidden")
    assert tab.locator(".timeline").is_visible()


def test_unknown_addresses_do_no_harm(visit, report):
    """An address of something that is not there shows the record, and says so."""
    for bad in ("#page=nope&s=1-2", "#view=nope", "#view=arranged&id=nope", "#%%%", "#page=%E0%A4"):
        tab = visit(report + bad)
        assert tab.locator("h1").is_visible()
        assert tab.locator("main h2").count() == 1


def test_the_keyboard_does_it_all(visit, report):
    """J and k walk the lines, Enter opens, Esc closes and gives the focus back, ? explains."""
    tab = visit(report)
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    second = tab.locator(".line a.lead").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    tab.keyboard.press("Enter")
    assert marked(tab) == [second.inner_text()]
    assert tab.evaluate("document.activeElement.closest('#reader') !== null")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#reader", state="hidden")
    assert second.evaluate("link => link === document.activeElement")
    tab.keyboard.press("k")
    assert tab.locator(".line a.lead").first.evaluate("link => link === document.activeElement")
    tab.keyboard.press("?")
    assert tab.locator("#help").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("#help").is_visible()
    tab.keyboard.press("3")
    tab.locator("main h2", has_text="What is arranged").wait_for()


def test_tab_reaches_the_lines(visit, report):
    """With the Tab key alone the first line's words are reached, focus always to be seen."""
    tab = visit(report)
    for _ in range(25):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.line a.lead')"):
            break
    assert tab.evaluate("document.activeElement.matches('.line a.lead')")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_reasons_for_a_date_are_one_click_away(visit, report):
    """The steps to an uncertain date are shown, each with its words."""
    tab = visit(report)
    tab.get_by_role("button", name="19 or 26 March").click()
    reasons = tab.locator(".why:visible").inner_text()
    assert "worked out from other pages" in reasons
    assert "the page speaks of a Wednesday" in reasons


def test_events_stand_under_their_line(visit, report):
    """Opened, a line shows its events in PLOVER with parties, and its statements."""
    tab = visit(report)
    tab.locator(".line").nth(1).locator("summary").click()
    under = tab.locator(".line").nth(1).locator(".under-body")
    under.locator(".event").first.wait_for()
    assert "CONSULT third-party" in under.inner_text()
    assert "My wish is" in under.inner_text()
    assert under.inner_text().count("We have water") == 1


def test_who_said_what_groups_marks_and_filters(visit, report, story):
    """Quotes of several pages stand once; the unnamed are marked; filters narrow the list."""
    tab = visit(f"{report}#view=said")
    said = tab.locator(".said")
    assert said.inner_text().count("We have water") == 1
    assert "3 pages: Norvale Courier, Harbor Gazette, Daily Ledger Online" in said.inner_text()
    assert "A senior Estrian official unnamed" in " ".join(said.inner_text().split())
    tab.get_by_label("Form").select_option("direct")
    assert tab.locator(".saying.indirect").count() == 0
    tab.get_by_label("Form").select_option("")
    tab.get_by_label("Find in what was said").fill("turbines")
    tab.wait_for_function("() => document.querySelectorAll('.saying').length === 1")
    tab.get_by_label("Find in what was said").fill("")
    tab.get_by_label("Speaker", exact=True).select_option("actor-brandt")
    tab.wait_for_function("() => document.querySelectorAll('.saying').length === 3")
    assert "Foreign Minister" in tab.locator(".dossier").inner_text()


def test_an_arrangement_has_a_page_of_its_own(visit, report):
    """Names, parties, terms, course, moved deadline and positions; each cell leads to words."""
    tab = visit(f"{report}#view=arranged")
    tab.get_by_role("link", name="the accord", exact=True).click()
    page = tab.locator(".arrangement")
    text = page.inner_text()
    for words in ("Estria, Norvale", "moved to 30 April 2031", "on a condition", "postponed"):
        assert words in text
    assert page.locator(".terms tbody tr").count() == 3
    assert page.locator(".chart .slip").count() == 1
    page.locator(".terms").get_by_role("link", name="release 40 cubic metres a second").click()
    assert marked(tab) == ["release 40 cubic metres a second"]
    tab.get_by_role("link", name=re.compile("^3. deadline")).click()
    tab.wait_for_function(
        "() => document.querySelector('#reader mark').textContent === 'by April 1'"
    )


def test_pages_are_compared_side_by_side(visit, report, story):
    """Every relation shows both sides' words, and leads to them."""
    tab = visit(f"{report}#view=compare")
    assert tab.locator(".relation").count() == len(story.relations)
    first = tab.locator(".relation.contradicts .side")
    assert "400 families" in first.nth(0).inner_text()
    assert "250 families" in first.nth(1).inner_text()
    first.nth(1).locator("a.words").click()
    assert marked(tab) == ["250 families who left the northern shore"]


def test_the_pages_and_what_was_not_read(visit, report, story):
    """Each page with its head data and kin; only web addresses are links."""
    tab = visit(f"{report}#view=pages")
    assert tab.locator(".pages .line").count() == len(story.pages)
    assert "PDF is not read" in tab.locator("#problems").inner_text()
    for summary in tab.locator(".pages summary").all():
        summary.click()
    links = tab.locator(".pages a[target=_blank]")
    assert all(link.get_attribute("rel").startswith("noopener") for link in links.all())
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) == 4
    assert all(address.startswith("https://") for address in addresses)
    assert "javascript:alert(document.domain)" in tab.locator(".pages").inner_text()


def test_a_hostile_page_is_inert(visit, address, story):
    """Markup in a page's words is shown as words: nothing runs and no element is made."""
    page = next(page for page in story.pages if "post" in page.name)
    for view in VIEWS:
        tab = visit(f"{address}#view={view}&page={page.id}&s=0-8")
        assert marked(tab) == ["<script>"]
        assert tab.title() == "The Orlu sluices"
        assert tab.locator("#reader img, #reader script, main img, main script").count() == 0
        assert "onerror=alert(1)" in tab.locator("#reader").inner_text()


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_needs_no_sideways_scrolling(visit, report, story, view):
    """At 360 pixels nothing is wider than the screen, in any view and in the reader."""
    wide = "document.documentElement.scrollWidth"
    tab = visit(f"{report}#view={view}", **PHONE)
    assert tab.evaluate(wide) <= 360
    tab.goto(f"{report}#view={view}&page={story.pages[0].id}&s=0-4")
    assert marked(tab)
    assert tab.evaluate(wide) <= 360
    assert tab.locator("#reader").evaluate("panel => panel.scrollWidth <= 360")


def test_an_arrangement_fits_a_phone(visit, report):
    """Its tables stand as lists there, each cell named."""
    tab = visit(f"{report}#view=arranged&id=arrangement-accord", **PHONE)
    assert tab.locator(".terms").is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.locator(".terms td > span").first.bounding_box()["width"] > 200
    label = "cell => getComputedStyle(cell, '::before').content"
    assert tab.locator(".terms td").first.evaluate(label) == '"Who"'


def test_dark_follows_the_device_and_the_button(visit, report):
    """A dark device gets dark paper; the button goes on to light, and keeps it."""
    paper = "getComputedStyle(document.body).backgroundColor"
    light = visit(report).evaluate(paper)
    tab = visit(report, color_scheme="dark")
    dark = tab.evaluate(paper)
    assert dark != light
    tab.get_by_role("button", name="Theme: as the device").click()
    assert tab.evaluate(paper) == light
    tab.reload()
    assert tab.evaluate(paper) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(visit, report, story, scheme):
    """Every text of every view has the contrast that WCAG AA asks for."""
    for view in (*VIEWS, "arranged&id=arrangement-accord"):
        tab = visit(f"{report}#view={view}&page={story.pages[0].id}&s=0-4", color_scheme=scheme)
        assert marked(tab)
        assert tab.evaluate(LOW_CONTRAST) == []


@pytest.mark.parametrize("view", VIEWS)
def test_controls_have_names_and_the_page_has_landmarks(visit, report, view):
    """Links, buttons and fields are named; headings go down one step at a time; ids are unique."""
    tab = visit(f"{report}#view={view}")
    assert tab.evaluate(UNNAMED) == []
    for role in ("banner", "main", "contentinfo"):
        assert tab.get_by_role(role).count() == 1
    assert tab.get_by_role("navigation", name="Sections").count() == 1
    levels = tab.evaluate(HEADINGS)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert tab.locator("html").get_attribute("lang") == "en"


def test_motion_stops_where_it_is_not_wanted(visit, report, story):
    """With reduced motion asked for, nothing is animated."""
    line = story.happenings[0].id
    tab = visit(f"{report}#view=timeline&id={line}", reduced_motion="reduce")
    tab.wait_for_selector(".pointed")
    assert tab.locator(".pointed").evaluate("e => getComputedStyle(e).animationName") == "none"


def test_paper_gets_the_whole_list_without_controls(visit, report):
    """Printed, the controls go and the lines stay."""
    tab = visit(report)
    tab.emulate_media(media="print")
    assert not tab.locator(".filters").is_visible()
    assert not tab.locator("#views").is_visible()
    assert tab.locator(".line a.lead").last.is_visible()


def test_a_story_of_five_hundred_pages_stays_usable(visit, story, tmp_path):
    """The front page shows a part at once and the rest as it is scrolled to; every view opens."""
    story = lengthened(story, 500)
    address = write_report(story, tmp_path, title="Long").as_uri()
    tab = visit(address)
    tab.wait_for_selector(".line")
    assert 0 < tab.locator(".line").count() < 200 < len(story.happenings)
    for view in VIEWS:
        tab.evaluate(f"location.hash = '#view={view}'")
        tab.wait_for_selector("main [data-line]")
        assert tab.evaluate("performance.now()") < 60_000
    last = story.happenings[-1]
    tab.goto(f"{address}#view=timeline&id={last.id}")
    tab.wait_for_function(f"() => document.getElementById('{last.id}') !== null")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".line").count() == len(story.happenings)


def test_the_page_says_so_if_a_text_is_missing(browser, story, tmp_path):
    """A report whose folder lost a file says what is missing instead of nothing."""
    index = write_report(story, tmp_path, title="T")
    for path in (tmp_path / "assets" / "pages").iterdir():
        path.unlink()
    tab = browser.new_page()
    tab.goto(f"{index.as_uri()}#page={story.pages[0].id}")
    tab.locator("#reader .empty").wait_for()
    assert "missing from this report" in tab.locator("#reader").inner_text()
    tab.close()


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")]
  .filter(heading => heading.offsetParent).map(heading => Number(heading.tagName[1]))"""

UNNAMED = """() => [...document.querySelectorAll("a[href], button, input, select")]
  .filter(e => e.offsetParent && !e.closest("[aria-hidden=true]"))
  .filter(e => !(e.getAttribute("aria-label") || e.textContent.trim() || (e.labels || []).length))
  .map(e => e.outerHTML.slice(0, 80))"""

LOW_CONTRAST = """() => {
  const channel = value =>
    (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility({ checkOpacity: true })) continue;
    if (e.closest(".hidden, script, noscript, [aria-hidden=true]")) continue;
    const style = getComputedStyle(e);
    let opacity = 1;
    for (let p = e; p; p = p.parentElement) opacity *= Number(getComputedStyle(p).opacity);
    const [ink, paper] = [parse(style.color), ground(e)];
    const seen = ink.slice(0, 3).map((value, at) => value * opacity + paper[at] * (1 - opacity));
    const [a, b] = [light(seen), light(paper)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio >= (large ? 3 : 4.5)) continue;
    found.push(`${ratio.toFixed(2)} ${e.className} ${walker.currentNode.data.slice(0, 40)}`);
  }
  return found;
}"""
