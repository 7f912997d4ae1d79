// Who said what: by speaker, the same quote of several pages once.
"use strict";

const saidFilter = { text: "", page: "", form: "" };

function saidView(state) {
  const list = make("div", { class: "said" });
  const found = make("p", { class: "found", role: "status" });
  const draw = () => {
    list.replaceChildren();
    fillers.clear();
    const rows = saidRows(state.who);
    const shown = rows.filter((row) => row.saying).length;
    const all = story.speakers.reduce((sum, one) => sum + one.sayings.length, 0);
    found.textContent = shown === all ? "" : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")}`;
    if (!shown) list.append(empty("Nothing in the record fits."));
    const holder = make("div");
    list.append(holder);
    lazyList(holder, rows, (row) => (row.saying ? saidRow(row.saying) : speakerHead(row.speaker)));
  };
  const about = state.who ? dossier(state.who) : null;
  const view = make(
    "div",
    { class: "view" },
    heading(
      "Who said what",
      make("p", { class: "note" }, "Words in quotation stand beside a bar; what is only reported stands without."),
    ),
    saidTools(state, draw, found),
    make("div", { class: "with-rail" }, speakerRail(state), make("div", null, about, list)),
  );
  draw();
  return view;
}

function saidTools(state, draw, found) {
  const later = rested(draw);
  const search = make("input", {
    type: "search",
    "data-search": true,
    placeholder: "Find in what was said",
    "aria-label": "Find in what was said",
    value: saidFilter.text,
    oninput: () => {
      saidFilter.text = search.value.toLowerCase();
      later();
    },
  });
  const speakers = story.speakers.map((one) => [one.key, `${one.name} (${one.sayings.length})`]);
  const pages = story.pages.map((page, number) => [
    String(number),
    page.headline ? `${page.label}: ${tidy(page.headline[3])}` : page.label,
  ]);
  const forms = new Map(Object.values(story.statements).map((one) => [one.form, one.label]));
  const set = (key) => (value) => {
    saidFilter[key] = value;
    draw();
  };
  return make(
    "div",
    { class: "filters" },
    search,
    select("Speaker", [["", "All speakers"], ...speakers], state.who || "", (who) =>
      go({ view: "said", who }),
    ),
    select("Page", [["", "All pages"], ...pages], saidFilter.page, set("page")),
    select("Form", [["", "All forms"], ...[...forms].sort()], saidFilter.form, set("form")),
    found,
  );
}

// The speakers and their sayings as one flat list, so that it can be filled as it is scrolled to.
function saidRows(who) {
  const rows = [];
  for (const speaker of story.speakers) {
    if (who && speaker.key !== who && speaker.actor !== who) continue;
    const sayings = speaker.sayings.filter((saying) => fitsSaid(saying, speaker));
    if (!sayings.length) continue;
    if (!who || !story.actors[who]) rows.push({ speaker });
    rows.push(...sayings.map((saying) => ({ saying })));
  }
  return rows;
}

function fitsSaid(saying, speaker) {
  const { text, page, form } = saidFilter;
  const all = saying.map((id) => story.statements[id]);
  if (page && !all.some((one) => String(one.page) === page)) return false;
  if (form && !all.some((one) => one.form === form)) return false;
  if (!text) return true;
  const spans = all.flatMap((one) => [...one.content, ...one.source]);
  return [speaker.name, ...spans.map((span) => tidy(span[3]))].join("\n").toLowerCase().includes(text);
}

function speakerRail(state) {
  const items = story.speakers.slice(0, 60).map((one) =>
    make(
      "li",
      null,
      make(
        "a",
        {
          href: address({ view: "said", who: one.key }),
          "aria-current": state.who && (state.who === one.key || state.who === one.actor) ? "true" : null,
        },
        make("bdi", null, one.name),
        make("span", { class: "rail-count" }, one.sayings.length),
      ),
    ),
  );
  const all = make("li", null, make("a", { href: "#view=said", "aria-current": state.who ? null : "true" }, "All speakers"));
  return make("nav", { class: "rail", "aria-label": "Speakers" }, make("ul", null, all, items));
}

function speakerHead(speaker) {
  const actor = speaker.actor && story.actors[speaker.actor];
  return make(
    "div",
    { class: "speaker" },
    make(
      "h3",
      null,
      speaker.actor ? person(speaker.actor) : make("bdi", null, speaker.name),
      speaker.unnamed && !(actor && actor.unnamed) ? [" ", make("span", { class: "tag" }, "unnamed")] : null,
    ),
    actor && actor.roles.length ? make("p", { class: "roles" }, roles(actor)) : null,
  );
}

function roles(actor) {
  const seen = new Map(actor.roles.filter(([, span]) => span).map(([title, span]) => [title, span]));
  return joined([...seen].slice(0, 4).map(([title, span]) => words(span, { text: title })), ", ");
}

// What is known of one actor: other names, titles, where they stand on what is arranged.
function dossier(id) {
  const actor = story.actors[id];
  if (!actor) return null;
  const stands = story.arrangements.flatMap((one) =>
    one.positions.filter((row) => row.actor === id).map((row) => [one, row.stances]),
  );
  const lines = story.lines.filter((line) => line.actors.includes(id));
  const fact = (label, ...value) => [make("dt", null, label), make("dd", null, ...value)];
  return make(
    "section",
    { class: "dossier", "aria-labelledby": "dossier-name" },
    make(
      "h3",
      { id: "dossier-name" },
      make("bdi", null, actor.name),
      actor.unnamed ? [" ", make("span", { class: "tag" }, "unnamed")] : null,
    ),
    make(
      "dl",
      { class: "facts" },
      fact("Kind", actor.kind, actor.country ? `, ${actor.country}` : ""),
      actor.roles.length ? fact("As written", roles(actor)) : null,
      actor.aliases.length
        ? fact("Also", joined(actor.aliases.map((name) => make("bdi", { class: "words" }, name)), ", "))
        : null,
      actor.first ? fact("Named", toReader([actor.first], plural(actor.mentions, "time"), "plain")) : null,
      stands.map(([one, stances]) =>
        fact("Stands", toView({ view: "arranged", id: one.id }, make("bdi", { class: "words" }, one.name)), ": ",
          joined(stances.map((stance) => stanceMark(stance)), "; ")),
      ),
      lines.length
        ? fact(
            "In",
            lines.slice(0, 5).map((line) =>
              make("div", null, toView({ view: "timeline", id: line.id }, [lineTime(line), ": ", make("span", { class: "words" }, tidy(line.words[3]))])),
            ),
            lines.length > 5 ? `and ${lines.length - 5} more` : null,
          )
        : null,
    ),
  );
}

function lineTime(line) {
  if (isKnown(line.when) || !isKnown(line.reported)) return story.whens[line.when].text;
  return `reported ${story.whens[line.reported].text}`;
}

// One saying: the words, how they are given, whose they are, and each page that carries them.
function saidRow(ids) {
  const all = ids.map((id) => story.statements[id]);
  const lead = all[0];
  const byPage = new Map();
  for (const one of all) if (!byPage.has(one.page)) byPage.set(one.page, one.content);
  return make(
    "article",
    { class: `saying ${lead.form}`, "data-line": true },
    make("blockquote", null, lead.content.length ? words(lead.content, { class: "lead" }) : null),
    make(
      "p",
      { class: "meta" },
      joined(
        [
          make("span", { class: `tag form ${lead.form}` }, lead.label),
          sourceAndCue(lead),
          lead.to.length ? make("span", null, "to ", joined(lead.to.map(party), ", ")) : null,
          dated(lead.when),
          withinOf(lead),
          make("span", null, all.length > 1 ? `${plural(byPage.size, "page")}: ` : "", sources([...byPage.keys()], byPage)),
        ],
        " · ",
      ),
    ),
  );
}

// The words for the source and for the saying, in the order of the page.
function sourceAndCue(one) {
  const spans = [...one.source, ...one.cue].sort((a, b) => a[1] - b[1]);
  return spans.length ? words(spans, { text: spans.map((span) => tidy(span[3])).join(" ") }) : null;
}

function withinOf(one) {
  const outer = one.within && story.statements[one.within];
  if (!outer) return null;
  const who = outer.speaker ? person(outer.speaker) : outer.source.length ? words(outer.source) : null;
  return who ? make("span", null, "as told by ", who) : null;
}
