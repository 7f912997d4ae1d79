// The front page: what happened, in time order, in the pages' own words.
"use strict";

const timelineFilter = { text: "", storyline: "", several: false };

function timelineView(state) {
  const list = make("div", { class: "timeline" });
  const found = make("p", { class: "found", role: "status" });
  const draw = () => {
    const lines = story.lines.filter(fitsTimeline);
    list.replaceChildren();
    fillers.clear();
    found.textContent =
      lines.length === story.lines.length ? "" : `${lines.length} of ${story.lines.length}`;
    drawLines(list, lines, state.id);
  };
  const view = make(
    "div",
    { class: "view" },
    heading("Timeline", make("p", { class: "note" }, "What the pages say took place, or would.")),
    overview(),
    story.lines.length > 3 ? timelineTools(draw, found) : null,
    list,
  );
  draw();
  return view;
}

function timelineTools(draw, found) {
  const later = rested(draw);
  const search = make("input", {
    type: "search",
    "data-search": true,
    placeholder: "Find in the timeline",
    "aria-label": "Find in the timeline",
    value: timelineFilter.text,
    oninput: () => {
      timelineFilter.text = search.value.toLowerCase();
      later();
    },
  });
  const several = make(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-pressed": String(timelineFilter.several),
      onclick: () => {
        timelineFilter.several = !timelineFilter.several;
        several.setAttribute("aria-pressed", String(timelineFilter.several));
        draw();
      },
    },
    "From several origins",
  );
  return make("div", { class: "filters" }, search, affairs(draw), several, found);
}

// Affairs by the words of the line that most pages report.
function affairs(draw) {
  const lead = new Map();
  for (const line of story.lines) {
    const best = lead.get(line.storyline);
    if (!best || line.pages.length > best.line.pages.length)
      lead.set(line.storyline, { line, count: (best ? best.count : 0) + 1 });
    else best.count += 1;
  }
  const many = [...lead].filter(([id, { count }]) => id && count > 1);
  if (many.length < 2) return null;
  many.sort((a, b) => b[1].count - a[1].count);
  const short = (text) => (text.length > 60 ? tidy(text).slice(0, 59) + "…" : tidy(text));
  const options = many.map(([id, { line, count }]) => [id, `${short(line.words[3])} (${count})`]);
  return select("Affair", [["", "All affairs"], ...options], timelineFilter.storyline, (value) => {
    timelineFilter.storyline = value;
    draw();
  });
}

function fitsTimeline(line) {
  const { text, storyline, several } = timelineFilter;
  if (storyline && line.storyline !== storyline) return false;
  if (several && line.origins < 2) return false;
  if (!text) return true;
  const names = line.actors.map((id) => story.actors[id].name);
  const labels = line.pages.map((number) => story.pages[number].label);
  return [line.words[3], ...names, ...labels].join("\n").toLowerCase().includes(text);
}

function drawLines(box, lines, wanted) {
  if (!lines.length) {
    box.append(empty("Nothing in the record fits."));
    return;
  }
  let section = null;
  let month = null;
  const holder = make("div");
  box.append(holder);
  const list = lazyList(holder, lines, (line) => {
    const name = story.whens[line.when].month;
    const built = timelineLine(line);
    if (name !== month) {
      month = name;
      section = make("ol", { class: "lines" });
      section.append(built);
      return make("section", { class: "month" }, make("h3", { class: "month-name" }, name), section);
    }
    section.append(built);
    return null;
  });
  const at = wanted ? lines.findIndex((line) => line.ids.includes(wanted)) : -1;
  if (at >= 0) {
    list.show(at);
    requestAnimationFrame(() => pointAt(lines[at].id));
  }
}

// Each kind of dispute once, leading to the first of its comparisons.
function disputeTags(disputes) {
  const kinds = new Map();
  for (const [id, label] of disputes) kinds.set(label, [...(kinds.get(label) || []), id]);
  return [...kinds].map(([label, [id, ...rest]]) =>
    toView({ view: "compare", id }, rest.length ? `${label} ×${rest.length + 1}` : label, "tag dispute"),
  );
}

// When it was; where that is not known, the reasons if there are any, and when it was reported.
function lineDate(line) {
  if (isKnown(line.when)) return dated(line.when, { short: true });
  return [
    story.whens[line.when].why.length ? make("div", null, dated(line.when)) : null,
    isKnown(line.reported)
      ? make("div", { class: "reported" }, "reported ", dated(line.reported))
      : null,
  ];
}

function pointAt(id) {
  const line = document.getElementById(id);
  if (!line) return;
  line.scrollIntoView({ block: "center" });
  line.classList.add("pointed");
}

function timelineLine(line) {
  const named = line.actors.map(personLink);
  const more = line.events.length + line.statements.length;
  return make(
    "li",
    { class: "line", id: line.id, "data-line": true },
    make("div", { class: "line-when" }, lineDate(line)),
    make(
      "div",
      { class: "line-what" },
      make("h4", { class: "line-words" }, words(line.words, { class: "lead" })),
      make(
        "p",
        { class: "line-sources" },
        make("span", { class: line.origins > 1 ? "count several" : "count" }, line.sources),
        " ",
        sources(line.pages),
      ),
      named.length || line.where
        ? make(
            "p",
            { class: "line-people" },
            few(named),
            line.where ? [named.length ? " · " : "", words(line.where, { class: "where" })] : null,
          )
        : null,
      line.actuality.length || line.disputes.length
        ? make(
            "p",
            { class: "line-flags" },
            line.actuality.map((label) => make("span", { class: "tag actuality" }, label)),
            disputeTags(line.disputes),
          )
        : null,
      more ? under(line) : null,
    ),
  );
}

// What lies under a line: its events and statements, built when they are asked for.
function under(line) {
  const types = new Map();
  for (const event of line.events) types.set(event.type, (types.get(event.type) || 0) + 1);
  const labels = [...types].map(([type, count]) => {
    const text = type.charAt(0) + type.slice(1).toLowerCase();
    return count > 1 ? `${text} ×${count}` : text;
  });
  if (line.statements.length) labels.push(plural(line.statements.length, "statement"));
  const body = make("div", { class: "under-body" });
  const fill = () => {
    if (body.hasChildNodes()) return;
    add(body, [line.events.map(eventRow), someRows(sayingsOf(line.statements).map(saidRow))]);
  };
  const summary = make("summary", null, labels.join(" · "));
  return make("details", { class: "under", ontoggle: fill }, summary, body);
}

// Statements of one quote together, in the order in which they are given.
function sayingsOf(ids) {
  const groups = new Map();
  for (const id of ids) {
    const key = story.statements[id].quote || id;
    groups.set(key, [...(groups.get(key) || []), id]);
  }
  return [...groups.values()];
}

// The first rows of many, the rest one click away.
function someRows(rows, most = 5) {
  if (rows.length <= most + 2) return rows;
  const more = make(
    "button",
    { type: "button", class: "toggle", onclick: () => more.replaceWith(...rows.slice(most)) },
    `${rows.length - most} more statements`,
  );
  return [...rows.slice(0, most), more];
}

function eventRow(event) {
  const sides = [event.actors, event.recipients].map((side) => joined(side.map(party), ", "));
  return make(
    "div",
    { class: "event" },
    make(
      "p",
      { class: "event-code" },
      make("span", { class: "tag type" }, event.type, event.mode ? ` ${event.mode}` : ""),
      sides[0].length ? make("span", null, sides[0]) : null,
      sides[1].length ? [make("span", { class: "arrow", "aria-label": "to" }, "→"), make("span", null, sides[1])] : null,
      event.took_place ? null : make("span", { class: "tag actuality" }, event.actuality),
      event.background ? make("span", { class: "tag" }, "background") : null,
    ),
    make("p", { class: "event-words" }, sentenceOf(event)),
    make(
      "p",
      { class: "meta" },
      joined(
        [
          dated(event.when),
          event.where ? words(event.where) : null,
          event.teller ? make("span", null, "according to ", according(event.teller)) : null,
          pageLink(event.sentence[0], [event.sentence]),
        ],
        " · ",
      ),
    ),
  );
}

// The sentence with the words that name the event set off.
function sentenceOf(event) {
  const link = words(event.sentence);
  const inside = event.trigger.filter((span) => span[0] === event.sentence[0]);
  link.replaceChildren();
  return add(link, setOff(event.sentence, inside));
}
