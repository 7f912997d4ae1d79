// What is arranged: a list, and for each arrangement a page of its own.
"use strict";

function arrangedView(state) {
  const one = state.id && story.arrangements.find((arrangement) => arrangement.id === state.id);
  return one ? arrangementPage(one) : arrangementList();
}

function arrangementList() {
  const list = make("ul", { class: "arrangements" });
  const view = make(
    "div",
    { class: "view" },
    heading(
      "What is arranged",
      make("p", { class: "note" }, "Plans, offers, agreements, truces, talks and promises."),
    ),
    list,
  );
  if (!story.arrangements.length) view.append(empty("No arrangement is on record."));
  lazyList(list, story.arrangements, arrangementCard);
  return view;
}

function arrangementCard(one) {
  const counts = [
    one.terms.length ? plural(one.terms.length, "term") : null,
    one.positions.length ? plural(one.positions.length, "position") : null,
    one.sources,
  ];
  return make(
    "li",
    { class: "card", "data-line": true },
    make(
      "p",
      { class: "kicker" },
      one.kind,
      one.status ? make("span", { class: `status ${kindOf({ code: one.status[0] })}` }, one.status[1]) : null,
    ),
    make("h3", null, toView({ view: "arranged", id: one.id }, make("bdi", { class: "words" }, one.name), "lead")),
    one.parties.length ? make("p", { class: "line-people" }, joined(one.parties.map((id) => person(id)), ", ")) : null,
    one.terms.length
      ? make("ul", { class: "card-terms" }, one.terms.slice(0, 3).map((term) => make("li", null, term.party ? [party(term.party), ": "] : null, words(term.does))))
      : one.context
        ? make("p", { class: "card-terms" }, inContext(one.lead, one.context))
        : null,
    make("p", { class: "meta" }, joined(counts, " · ")),
  );
}

function arrangementPage(one) {
  const part = (title, ...content) =>
    make("section", { class: "part" }, make("h3", null, title), content);
  return make(
    "div",
    { class: "view arrangement" },
    make("p", { class: "back" }, toView({ view: "arranged" }, "← All that is arranged")),
    make(
      "div",
      { class: "view-head" },
      make("p", { class: "kicker" }, one.kind, one.status ? make("span", { class: `status ${kindOf({ code: one.status[0] })}` }, one.status[1]) : null),
      make("h2", { id: "view-title", class: "words" }, make("bdi", null, one.name)),
      make("p", { class: "line-sources" }, make("span", { class: "count" }, one.sources), " ", sources(one.pages)),
    ),
    one.context ? make("p", { class: "intro" }, inContext(one.lead, one.context), " ", make("span", { class: "meta" }, pageLink(one.lead[0], [one.lead]))) : null,
    make(
      "dl",
      { class: "facts" },
      make("dt", null, "Called"),
      make("dd", null, joined(one.names.slice(0, 12).map((span) => words(span)), " · "), one.names.length > 12 ? ` and ${one.names.length - 12} more` : null),
      one.parties.length ? [make("dt", null, "Parties"), make("dd", null, joined(one.parties.map((id) => person(id)), ", "))] : null,
    ),
    one.terms.length ? part("Terms", termTable(one.terms)) : null,
    one.course.length ? part("Course", courseChart(one), courseList(one.course)) : null,
    one.positions.length ? part("Who stands where", positionTable(one.positions)) : null,
  );
}

function termTable(terms) {
  const heads = ["Who", "Does what", "To whom", "On which condition", "By when", "According to"];
  const used = heads.map((_, column) => terms.some((term) => termCells(term)[column]));
  const keep = (cells) => cells.filter((_, column) => used[column]);
  return make(
    "table",
    { class: "terms" },
    make("thead", null, make("tr", null, keep(heads).map((text) => make("th", { scope: "col" }, text)))),
    make(
      "tbody",
      null,
      terms.map((term) => {
        const cells = termCells(term).map((content, column) => cell(heads[column], content));
        return make("tr", { "data-line": true }, keep(cells));
      }),
    ),
  );
}

// One cell, named for a narrow screen, where each row stands as a list.
function cell(label, ...content) {
  const known = content.flat(Infinity).some(Boolean);
  const style = label === "again" ? "again" : known ? null : "blank";
  return make("td", { "data-label": label, class: style }, make("span", null, known ? content : "–"));
}

function termCells(term) {
  const due = story.whens[term.deadline];
  return [
    term.party ? party(term.party) : null,
    words(term.does),
    term.to ? party(term.to) : null,
    term.condition ? words(term.condition) : null,
    due.first || due.last || due.span ? [due.span ? [words(due.span), make("br")] : null, due.first || due.last ? dated(term.deadline) : null] : null,
    according(term.teller, term.span[0]),
  ];
}

function courseList(steps) {
  return make(
    "ol",
    { class: "course" },
    steps.map((step, number) =>
      make(
        "li",
        { class: kindOf(step), "data-line": true },
        make("span", { class: `number step ${kindOf(step)}${step.when === step.reported ? "" : " as-reported"}`, "aria-hidden": "true" }, number + 1),
        make("span", { class: "course-when" }, datedOrReported(step.when, step.reported)),
        make(
          "span",
          { class: "course-what" },
          make("b", { class: "course-label" }, step.label),
          step.moved_to === null
            ? null
            : [" ", make("span", { class: "tag late" }, "moved to ", story.whens[step.moved_to].text)],
          step.moved_from.map((from) => [" ", make("span", { class: "tag" }, "instead of ", story.whens[from].text)]),
          make("br"),
          inContext(step.span, step.context),
          " ",
          make("span", { class: "meta" }, pageLink(step.span[0], [step.span])),
          step.also.length ? make("div", { class: "meta" }, "also told: ", step.also.map((one, at) => [at ? " · " : "", words(one)])) : null,
        ),
      ),
    ),
  );
}

function stanceLabel(stance) {
  const glyph = make("span", { class: "glyph", "aria-hidden": "true" }, STANCE_MARKS[stance.code] || "·");
  return make("span", { class: `stance ${stance.code}` }, glyph, " ", stance.label);
}

function stanceMark(stance) {
  return [
    stanceLabel(stance),
    " ",
    make("span", { class: "meta" }, "(", datedOrReported(stance.when, stance.reported), ")"),
  ];
}

function positionTable(rows) {
  return make(
    "table",
    { class: "positions" },
    make("thead", null, make("tr", null, ["Who", "Stands", "When", "In these words"].map((text) => make("th", { scope: "col" }, text)))),
    rows.map((row) =>
      make(
        "tbody",
        null,
        row.stances.map((stance, number) =>
          make(
            "tr",
            { "data-line": true },
            cell(number ? "again" : "Who", row.actor ? person(row.actor) : "not named"),
            cell("Stands", stanceLabel(stance)),
            cell("When", datedOrReported(stance.when, stance.reported)),
            cell("In these words", inContext(stance.span, stance.context), " ", make("span", { class: "meta" }, according(stance.teller, stance.span[0]))),
          ),
        ),
      ),
    ),
  );
}
