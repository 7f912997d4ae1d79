// The small parts that every view is made of: words, dates, people, sources.
"use strict";

// A page's words, as a link to where they stand.
function words(spans, options = {}) {
  if (!spans || !spans.length) return null;
  const many = Array.isArray(spans[0]) ? spans : [spans];
  const pieces = many.map((span) => tidy(span[3]));
  const text = options.text || pieces.join(" … ");
  return toReader(many, text, `words ${options.class || ""}`, options.label);
}

// A link of any text that opens the reader at these spans.
function toReader(spans, text, style, label) {
  const state = readerState(spans);
  return make(
    "a",
    {
      href: address(state),
      class: style,
      dir: "auto",
      "aria-label": label,
      "data-page": state.page,
      "data-marks": state.s,
      onclick: openHere,
    },
    text,
  );
}

// Opens the reader beside the view that is shown; a new tab or window is left to the browser.
function openHere(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const link = event.currentTarget;
  opener = link;
  const state = { page: link.dataset.page, s: link.dataset.marks };
  go({ ...viewState(readAddress()), ...state });
}

let opener = null;

// Words inside their sentence, set off from it; the words alone where there is no more to it.
function inContext(spans, context, options = {}) {
  const many = spans && Array.isArray(spans[0]) ? spans : [spans].filter(Boolean);
  const link = words(many, options);
  if (!link || !context) return link;
  link.replaceChildren();
  link.classList.add("with-context");
  return add(link, setOff(context, many));
}

// The text of a span, the words of others that lie in it in bold.
function setOff([, start, , text], spans) {
  const inside = [...spans].sort((a, b) => a[1] - b[1]);
  const points = inside.flatMap((span) => [span[1] - start, span[2] - start]);
  const units = unitsOf(text, points.map((point) => Math.max(0, point)));
  const parts = [];
  let done = 0;
  for (let number = 0; number < units.length; number += 2) {
    const [from, to] = [Math.max(units[number], done), units[number + 1]];
    if (to <= from) continue;
    parts.push(text.slice(done, from), make("b", null, text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

// A link to a view.
function toView(state, text, style) {
  return make("a", { href: address(state), class: style || "plain" }, text);
}

// A date with the reasons for it one click away; `parent` takes the reasons when they are shown.
function dated(number, options = {}) {
  const when = story.whens[number];
  const text = options.short ? when.short : when.text;
  if (!when.why.length && !when.span)
    return make("span", { class: "date", title: when.basis }, text);
  const reasons = make("div", { class: "why", hidden: true });
  const button = make(
    "button",
    {
      type: "button",
      class: `date why-open basis-${when.first || when.last ? "known" : "unknown"}`,
      "aria-expanded": "false",
      title: `${when.basis}: show the reasons`,
      onclick: () => {
        const open = button.getAttribute("aria-expanded") === "true";
        button.setAttribute("aria-expanded", String(!open));
        reasons.hidden = open;
        if (!reasons.hasChildNodes()) add(reasons, [whyOf(when)]);
      },
    },
    text,
  );
  return make("span", { class: "dated" }, button, reasons);
}

// The date of a thing or, where it has none, the date of the page that reports it.
function datedOrReported(own, reported) {
  if (isKnown(own) || !isKnown(reported)) return dated(own);
  return make("span", { class: "reported" }, "reported ", dated(reported));
}

function isKnown(number) {
  const when = story.whens[number];
  return Boolean(when.first || when.last);
}

function whyOf(when) {
  const steps = when.why.map((step) =>
    make("li", null, step.rule, step.span ? [": ", words(step.span)] : null),
  );
  if (when.span && !when.why.some((step) => step.span && same(step.span, when.span)))
    steps.push(make("li", null, "the words: ", words(when.span)));
  return [make("p", { class: "why-basis" }, when.basis), make("ul", null, steps)];
}

function same(a, b) {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

// A person or body, as a link to what is known of them.
function person(id) {
  const link = personLink(id);
  return story.actors[id].unnamed ? [link, " ", make("span", { class: "tag" }, "unnamed")] : link;
}

function personLink(id) {
  return toView({ view: "said", who: id }, make("bdi", null, story.actors[id].name), "person");
}

// The first few of many, the rest one click away.
function few(parts, most = 6) {
  if (parts.length <= most + 1) return joined(parts, ", ");
  const rest = make("span", { hidden: true }, ", ", joined(parts.slice(most), ", "));
  const more = make(
    "button",
    {
      type: "button",
      class: "more-people",
      onclick: () => {
        rest.hidden = false;
        more.remove();
      },
    },
    `and ${parts.length - most} more`,
  );
  return [joined(parts.slice(0, most), ", "), " ", more, rest];
}

function party(side) {
  return side && side.span ? words(side.span, { class: "party" }) : null;
}

function joined(parts, separator) {
  return parts.filter(Boolean).flatMap((part, number) => (number ? [separator, part] : [part]));
}

// Page labels, each a link to a place in that page; labels that repeat are counted.
function sources(pages, spansByPage) {
  return joined(
    pages.map((number) => pageLink(number, spansByPage && spansByPage.get(number))),
    ", ",
  );
}

function pageLink(number, spans) {
  if (number === null) return null;
  const page = story.pages[number];
  const at = spans || (page.headline ? [page.headline] : []);
  const state = { page: page.id, s: marksOf(at) };
  return make(
    "a",
    {
      href: address(state),
      class: page.source ? "source" : "source from-page",
      dir: "auto",
      title: page.headline ? tidy(page.headline[3]) : page.name,
      "data-page": state.page,
      "data-marks": state.s,
      onclick: openHere,
    },
    page.label,
  );
}

// Whom something is according to: a speaker, the words for a source, or the page itself.
function according(teller, page) {
  if (!teller || !(teller.actor || teller.name || teller.source.length))
    return page === null || page === undefined ? null : pageLink(page);
  if (teller.actor) return person(teller.actor);
  const said = teller.source.length ? words(teller.source) : teller.name;
  return teller.unnamed ? [said, " ", make("span", { class: "tag" }, "unnamed")] : said;
}

function heading(text, note) {
  return make("div", { class: "view-head" }, make("h2", { id: "view-title" }, text), note);
}

function empty(text) {
  return make("p", { class: "empty" }, text);
}

function select(label, options, value, onchange) {
  const box = make(
    "select",
    { "aria-label": label, onchange: () => onchange(box.value) },
    options.map(([key, text]) => make("option", { value: key, selected: key === value }, text)),
  );
  return box;
}

// Runs once typing rests, so that a long list is not built again for each letter.
function rested(work) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, 120);
  };
}
