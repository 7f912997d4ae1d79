// Elements, offsets and the address: what the other scripts stand on.
"use strict";

let story = null;
let pageFiles = {};
const announcer = document.getElementById("announce");

// An element with attributes and children; texts become text nodes, never markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick" || name === "oninput" || name === "onchange" || name === "ontoggle")
      element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false && child !== "")
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  return element;
}

// The record counts code points, JavaScript counts UTF-16 units: where `points` points lie.
function unitsOf(text, points) {
  if (!/[\ud800-\udfff]/.test(text)) return points.map((point) => Math.min(point, text.length));
  const wanted = [...new Set(points)].sort((a, b) => a - b);
  const found = new Map();
  let units = 0, count = 0;
  for (const point of wanted) {
    while (count < point && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      count += 1;
    }
    found.set(point, units);
  }
  return points.map((point) => found.get(point));
}

// The address: #view=said&who=…&page=…&s=10-20,30-40
function readAddress() {
  const state = {};
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    try {
      state[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
    } catch {
      continue;
    }
  }
  return state;
}

function address(state) {
  const order = ["view", "id", "who", "page", "s"];
  const parts = order.filter((key) => state[key]);
  const plain = (value) => encodeURIComponent(value).replace(/%2C/g, ",");
  return "#" + parts.map((key) => `${key}=${plain(state[key])}`).join("&");
}

function marksOf(spans) {
  return spans.map((span) => `${span[1]}-${span[2]}`).join(",");
}

// Those of the spans that stand on the first one's page: one page can be open at a time.
function readerState(spans) {
  const mine = spans.filter((span) => span[0] === spans[0][0]);
  return { page: story.pages[spans[0][0]].id, s: marksOf(mine) };
}

function go(state) {
  const wanted = address(state);
  if (location.hash !== wanted) location.hash = wanted;
  else render();
}

function viewState(state) {
  const { view, id, who } = state;
  return { view, id, who };
}

function announce(text) {
  announcer.textContent = text;
}

function plural(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
}

// A list that is filled as it is scrolled to, so that a story of many pages opens at once.
function lazyList(list, items, build, step = 40) {
  let done = 0;
  const end = make("div", { class: "more", "aria-hidden": "true" });
  const fill = (upTo) => {
    const batch = document.createDocumentFragment();
    for (; done < Math.min(upTo, items.length); done += 1) {
      const built = build(items[done], done);
      if (built) batch.append(built);
    }
    list.append(batch);
    if (done >= items.length) {
      watcher.disconnect();
      end.remove();
    }
  };
  const watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && grow(),
    { rootMargin: "1200px" },
  );
  const grow = () => {
    fill(done + step);
    if (done < items.length) {
      watcher.unobserve(end);
      watcher.observe(end);
    }
  };
  list.after(end);
  fill(step);
  if (done < items.length) watcher.observe(end);
  fillers.add(fill);
  return { show: (number) => fill(number + 1) };
}

let fillers = new Set();

function fillAll() {
  for (const fill of fillers) fill(Infinity);
}
