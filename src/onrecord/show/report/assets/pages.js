// The pages themselves, what could not be read, and how pages compare.
"use strict";

function pagesView() {
  const list = make("ol", { class: "pages" });
  const view = make(
    "div",
    { class: "view" },
    heading("The pages", make("p", { class: "note" }, "In the order of their dates. Pages that copy or rewrite one text share its origin.")),
    list,
    story.problems.length ? problemList() : null,
  );
  lazyList(list, story.pages, pageRow);
  return view;
}

function pageRow(page, number) {
  const facts = [
    page.agency ? make("span", null, "credits ", make("bdi", { class: "words" }, page.agency)) : null,
    page.byline.length ? words(page.byline) : null,
    page.dateline ? words(page.dateline) : null,
    page.said ? plural(page.said, "statement") : null,
  ];
  return make(
    "li",
    { class: "line", "data-line": true },
    make("div", { class: "line-when" }, dated(page.when)),
    make(
      "div",
      { class: "line-what" },
      make("p", { class: "kicker" }, make("bdi", null, page.source || page.name)),
      make("h3", { class: "line-words" }, page.headline ? words(page.headline, { class: "lead" }) : pageTitle(number)),
      facts.some(Boolean) ? make("p", { class: "line-people" }, joined(facts, " · ")) : null,
      page.kin.length
        ? make("p", { class: "line-sources" }, make("span", { class: "meta" }, "shares its origin with"), " ", sources(page.kin))
        : make("p", { class: "line-sources" }, make("span", { class: "meta" }, "an origin of its own")),
      make(
        "details",
        { class: "under" },
        make("summary", null, "Where it came from"),
        make(
          "dl",
          { class: "facts small" },
          make("dt", null, "File"), make("dd", { class: "code" }, make("bdi", null, page.name)),
          page.url ? [make("dt", null, "Address"), make("dd", { class: "code" }, webLink(page))] : null,
          page.captured ? [make("dt", null, "Captured"), make("dd", null, page.captured)] : null,
          make("dt", null, "Format"), make("dd", null, joined([page.format, page.language], ", ")),
          make("dt", null, "SHA-256"), make("dd", { class: "code" }, page.sha256),
        ),
      ),
    ),
  );
}

function pageTitle(number) {
  const link = pageLink(number);
  link.textContent = story.pages[number].name;
  return link;
}

// The page's own address: a link only where it leads to the web, else as plain text.
function webLink(page) {
  if (!page.address || !/^https?:\/\//i.test(page.address)) return make("bdi", null, page.url);
  const how = { href: page.address, rel: "noopener noreferrer external", target: "_blank" };
  return make("a", how, make("bdi", null, page.url));
}

function problemList() {
  return make(
    "section",
    { class: "part", id: "problems" },
    make("h3", null, "Not read"),
    make(
      "dl",
      { class: "problems" },
      story.problems.map(([name, reason]) => [make("dt", { class: "code" }, make("bdi", null, name)), make("dd", null, make("bdi", null, reason))]),
    ),
  );
}

function compareView(state) {
  const body = make("div");
  const view = make("div", { class: "view" }, heading("How the pages compare"), kindLinks(), body);
  if (!story.relations.length) body.append(empty("No page has been found to copy, confirm or contradict another."));
  let wanted = null;
  for (const group of story.relations) {
    const list = make("ol", { class: "relations" });
    body.append(
      make("section", { class: "part", id: `kind-${group.kind}` }, make("h3", null, group.label, " ", make("span", { class: "rail-count" }, group.items.length)), make("p", { class: "note" }, group.note), list),
    );
    const filled = lazyList(list, group.items, (item) => relationRow(item, group.kind), 12);
    const at = group.items.findIndex((item) => item.id === state.id);
    if (state.id && at >= 0) {
      filled.show(at);
      wanted = state.id;
    }
  }
  if (wanted) requestAnimationFrame(() => pointAt(wanted));
  return view;
}

function kindLinks() {
  if (story.relations.length < 2) return null;
  return make(
    "p",
    { class: "kinds" },
    story.relations.map((group) =>
      make("button", { type: "button", class: "toggle", onclick: () => document.getElementById(`kind-${group.kind}`).scrollIntoView() }, `${group.label} `, make("span", { class: "rail-count" }, group.items.length)),
    ),
  );
}

function relationRow(item, kind) {
  return make(
    "li",
    { class: `relation ${kind}`, id: item.id, "data-line": true },
    make("div", { class: "sides" }, item.sides.map((side) => sideOf(side))),
    make("p", { class: "because" }, make("bdi", null, item.because)),
  );
}

function sideOf(side) {
  const shown = side.passages;
  const more = side.spans.length - shown.reduce((sum, one) => sum + one.spans.length, 0);
  return make(
    "div",
    { class: "side" },
    make(
      "p",
      { class: "kicker" },
      side.page === null ? side.what : pageLink(side.page, side.spans.filter((span) => span[0] === side.page)),
      side.who ? [" · ", make("bdi", null, side.who)] : null,
    ),
    shown.map((one) => make("p", { class: "side-words" }, inContext(one.spans, one.context))),
    shown.length || side.page === null ? null : make("p", { class: "side-words" }, pageTitle(side.page)),
    more > 0 ? make("p", { class: "meta" }, `and ${plural(more, "more passage")}`) : null,
  );
}
