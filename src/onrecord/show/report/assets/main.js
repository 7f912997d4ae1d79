// The frame: sections, the address, the keyboard, light and dark.
"use strict";

const VIEWS = [
  ["timeline", "Timeline", timelineView, () => story.lines.length],
  ["said", "Who said what", saidView, () => Object.keys(story.statements).length],
  ["arranged", "What is arranged", arrangedView, () => story.arrangements.length],
  ["compare", "How pages compare", compareView, () => story.relations.reduce((sum, group) => sum + group.items.length, 0)],
  ["pages", "The pages", pagesView, () => story.pages.length],
];
const main = document.getElementById("main");
const help = document.getElementById("help");
let shown = null;

function receiveStory(data, files) {
  story = data;
  pageFiles = files;
  document.getElementById("summary").append(story.summary.join(" · "));
  if (story.problems.length)
    add(document.getElementById("summary"), [" · ", make("a", { href: "#view=pages", class: "problem-link" }, plural(story.problems.length, "page") + " not read")]);
  document.getElementById("views").append(
    make("ul", null, VIEWS.map(([view, name, , count]) => make("li", null, make("a", { href: address({ view }), "data-view": view }, name, " ", make("span", { class: "rail-count" }, count().toLocaleString("en")))))),
  );
  addEventListener("hashchange", render);
  render();
}

// Shows what the address names; the view is built again only where it changed.
function render() {
  const state = readAddress();
  const [view, , build] = VIEWS.find(([name]) => name === state.view) || VIEWS[0];
  const wanted = address({ ...viewState(state), view });
  if (wanted !== shown) {
    const first = shown === null;
    shown = wanted;
    fillers = new Set();
    main.replaceChildren(build(state));
    for (const link of document.querySelectorAll("#views a"))
      setCurrent(link, link.dataset.view === view);
    if (!first && !(state.id && view !== "arranged")) toTop();
    if (!first) announce(document.getElementById("view-title").textContent);
  }
  if (state.page) showReader(state.page, state.s);
  else hideReader();
}

function setCurrent(link, current) {
  if (!current) return link.removeAttribute("aria-current");
  link.setAttribute("aria-current", "page");
  const bar = link.closest("ul");
  bar.scrollLeft = link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
}

function toTop() {
  const head = document.getElementById("views").getBoundingClientRect().top + scrollY;
  if (scrollY > head) scrollTo(0, head);
}

// Light, dark, or as the device has it.
const THEMES = [["", "as the device"], ["light", "light"], ["dark", "dark"]];
const themeButton = document.getElementById("theme");

function setTheme(theme, keep) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  themeButton.textContent = `Theme: ${THEMES.find(([key]) => key === theme)[1]}`;
  try {
    if (keep) localStorage.setItem("onrecord-theme", theme);
  } catch {
    return; // a browser may refuse to keep anything for a file; the choice then holds for now
  }
}

function nextTheme() {
  const now = document.documentElement.dataset.theme || "";
  const at = THEMES.findIndex(([key]) => key === now);
  setTheme(THEMES[(at + 1) % THEMES.length][0], true);
}

function keptTheme() {
  try {
    return localStorage.getItem("onrecord-theme");
  } catch {
    return null;
  }
}

themeButton.addEventListener("click", nextTheme);
if (THEMES.some(([key]) => key === keptTheme())) setTheme(keptTheme(), false);

const KEYS = [
  ["j  k", "next line, previous line"],
  ["Enter", "open the words of the line"],
  ["Esc", "close the page, or this help"],
  ["n  p", "next or previous marked passage"],
  ["u", "underline all that is said on the page"],
  ["1 – 5", "go to a section"],
  ["/", "find"],
  ["t", "light or dark"],
  ["?", "this help"],
];

help.append(
  make("h2", { id: "help-title" }, "Help"),
  make("p", null, "Each line leads to the words it was read from: choose it, and the page opens with those words marked. Page furniture is greyed there. A dotted date opens the reasons for it."),
  make("dl", { class: "keys" }, KEYS.map(([keys, text]) => [make("dt", null, keys.split("  ").map((key) => make("kbd", null, key))), make("dd", null, text)])),
  make("p", { class: "note" }, "“2 pages, 1 origin”: pages that copy or rewrite one text count as one origin."),
  make("button", { type: "button", class: "tool", onclick: () => help.close() }, "Close"),
);
document.getElementById("help-open").addEventListener("click", () => help.showModal());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape" && !help.open) {
    if (typing) event.target.blur();
    else closeReader();
  }
  if (typing || help.open) return;
  const work = keyWork(event.key);
  if (work) {
    event.preventDefault();
    work();
  }
});

function keyWork(key) {
  const moves = { j: () => moveLine(1), k: () => moveLine(-1) };
  if (moves[key]) return moves[key];
  if (key === "n" || key === "p") return panel.hidden ? null : () => panel.querySelector(key === "p" ? ".to-previous" : ".to-next").click();
  if (key === "u") return panel.hidden ? null : () => panel.querySelector(".to-trace").click();
  if (key === "t") return nextTheme;
  if (key === "?") return () => help.showModal();
  if (key === "/") return () => (main.querySelector("[data-search]") || document.getElementById("views").querySelector("a")).focus();
  if (/^[1-5]$/.test(key)) return () => go({ view: VIEWS[Number(key) - 1][0] });
  return null;
}

// Moves the focus to the words of the next or the previous line.
function moveLine(by) {
  const lines = [...main.querySelectorAll("[data-line]")].filter((line) => line.offsetParent);
  if (!lines.length) return;
  const current = document.activeElement.closest("[data-line]") || (opener && opener.isConnected && opener.closest("[data-line]"));
  const at = lines.indexOf(current);
  const next = lines[at < 0 ? firstInView(lines) : Math.min(Math.max(at + by, 0), lines.length - 1)];
  const link = next.querySelector("a.lead, a.words, a");
  if (!link) return;
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function firstInView(lines) {
  return Math.max(0, lines.findIndex((line) => line.getBoundingClientRect().bottom > 60));
}

addEventListener("beforeprint", fillAll);
