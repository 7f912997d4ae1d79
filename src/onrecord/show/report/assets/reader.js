// The reader: a page's text beside the record, with the exact words marked.
"use strict";

const panel = document.getElementById("reader");
const texts = new Map();
const waiting = new Map();
const trust = window.trustedTypes
  ? window.trustedTypes.createPolicy("onrecord", { createScriptURL: checkedFile })
  : { createScriptURL: checkedFile };

// Only a page's own script, beside this report, may be loaded.
function checkedFile(name) {
  if (!/^[A-Za-z0-9_-]+\.js$/.test(name)) throw new TypeError(`not a page of this report: ${name}`);
  return `assets/pages/${name}`;
}

function receivePage(id, page) {
  texts.set(id, page);
  const [resolve] = waiting.get(id) || [];
  if (resolve) resolve(page);
  waiting.delete(id);
}

function loadPage(id) {
  if (texts.has(id)) return Promise.resolve(texts.get(id));
  return new Promise((resolve, reject) => {
    waiting.set(id, [resolve]);
    const script = document.createElement("script");
    script.src = trust.createScriptURL(pageFiles[id] || "");
    script.onerror = () => reject(new Error("The page’s text is missing from this report’s folder."));
    script.onload = () => script.remove();
    document.head.append(script);
  });
}

function closeReader() {
  const { page, s, ...rest } = readAddress();
  if (page) go(rest);
}

function hideReader() {
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("reading");
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

async function showReader(id, marks) {
  const number = story.pages.findIndex((page) => page.id === id);
  panel.hidden = false;
  document.body.classList.add("reading");
  if (number < 0) {
    panel.replaceChildren(readerBar(null), empty("This page is not in the record."));
    return;
  }
  const page = story.pages[number];
  try {
    const text = await loadPage(id);
    if (readAddress().page !== id) return;
    drawReader(page, text, parseMarks(marks));
  } catch (error) {
    panel.replaceChildren(readerBar(page), empty(error.message));
  }
}

function parseMarks(marks) {
  const found = (marks || "").split(",").map((part) => /^(\d+)-(\d+)$/.exec(part));
  const spans = found.filter(Boolean).map(([, start, end]) => [Number(start), Number(end)]);
  return spans.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
}

function drawReader(page, text, marks) {
  const body = readerText(text, marks, traces ? tracesOf(page) : []);
  panel.replaceChildren(readerBar(page), readerHead(page), body);
  panel.scrollTop = 0;
  const title = panel.querySelector(".reader-title");
  title.focus({ preventScroll: true });
  const first = body.querySelector("mark");
  if (first) requestAnimationFrame(() => inSight(first) || toMark(first));
  if (opener && opener.isConnected && innerWidth >= 1000)
    requestAnimationFrame(() => opener && opener.scrollIntoView({ block: "nearest" }));
  announce(`${page.label}: ${marks.length ? plural(marks.length, "passage") + " marked" : "whole page"}`);
}

// Whether the mark stands where the eye falls, so that nothing need be scrolled.
function inSight(mark) {
  const { top, bottom } = mark.getBoundingClientRect();
  return top > 60 && bottom < panel.clientHeight * 0.8;
}

function toMark(mark) {
  const top = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop += top - panel.clientHeight * 0.3;
}

function readerBar(page) {
  const marked = () => [...panel.querySelectorAll("mark[data-first]")];
  const step = (by) => {
    const all = marked();
    if (!all.length) return;
    const now = all.findIndex((mark) => mark.classList.contains("now"));
    const next = all[(now + by + all.length) % all.length];
    for (const mark of all) mark.classList.toggle("now", mark === next);
    toMark(next);
  };
  const tool = (text, label, style, onclick) =>
    make("button", { type: "button", class: `tool ${style}`, "aria-label": label, title: label, onclick }, text);
  return make(
    "div",
    { class: "reader-bar" },
    make("span", { class: "brand" }, "Page"),
    make(
      "span",
      { class: "reader-tools" },
      page ? traceTool(page) : null,
      page ? tool("↑", "Previous marked passage (p)", "to-previous", () => step(-1)) : null,
      page ? tool("↓", "Next marked passage (n)", "to-next", () => step(1)) : null,
      tool("Close", "Close the page (Esc)", "", closeReader),
    ),
  );
}

// Underlines all that was read as said on the page; off until it is asked for.
let traces = false;

function traceTool(page) {
  const button = make(
    "button",
    {
      type: "button",
      class: "tool to-trace",
      "aria-pressed": String(traces),
      title: "Underline all that is said on this page",
      onclick: () => {
        traces = !traces;
        button.setAttribute("aria-pressed", String(traces));
        const old = panel.querySelector(".reader-text");
        const marks = parseMarks(readAddress().s);
        old.replaceWith(readerText(texts.get(page.id), marks, traces ? tracesOf(page) : []));
      },
    },
    "What was said",
  );
  return button;
}

function tracesOf(page) {
  const number = story.pages.indexOf(page);
  return Object.values(story.statements)
    .filter((one) => one.page === number)
    .flatMap((one) => one.content.map((span) => [span[1], span[2], `${speakerOf(one)}: ${one.label}`]));
}

function speakerOf(one) {
  if (one.speaker) return story.actors[one.speaker].name;
  return one.source.length ? one.source.map((span) => tidy(span[3])).join(" … ") : "speaker not known";
}

function readerHead(page) {
  return make(
    "header",
    { class: "reader-head" },
    make("p", { class: "kicker" }, make("bdi", null, page.source || page.name), page.agency ? [" · credits ", make("bdi", null, page.agency)] : null),
    make("h2", { class: `reader-title${page.headline && page.headline[1] < 400 ? " quiet" : ""}`, tabindex: "-1", dir: "auto" }, page.headline ? tidy(page.headline[3]) : page.name),
    make("p", { class: "meta" }, "Published: ", dated(page.when), page.byline.length ? [" · ", make("bdi", { class: "words" }, page.byline.map((span) => tidy(span[3])).join(", "))] : null),
    page.url ? make("p", { class: "meta code" }, webLink(page)) : null,
  );
}
