// A page's text, every character of it, in its blocks: furniture greyed, words marked or underlined.
"use strict";

// `marks` are [start, end] and `traces` [start, end, label], in code points.
function readerText(page, marks, traces) {
  const blocks = inUnits(page.text, page.blocks);
  const layers = { marks: inUnits(page.text, marks), traces: inUnits(page.text, traces) };
  const body = make("div", { class: "reader-text", dir: "auto" });
  const started = new Set();
  let done = 0;
  for (const [start, end, kind] of blocks) {
    if (start < done) continue;
    if (start > done) body.append(blockOf(page.text, "gap", done, start, layers, started));
    body.append(blockOf(page.text, kind, start, end, layers, started));
    done = end;
  }
  const rest = blocks.length ? "gap" : "body";
  if (done < page.text.length)
    body.append(blockOf(page.text, rest, done, page.text.length, layers, started));
  return body;
}

// Stretches of a text, their ends turned from code points into UTF-16 units.
function inUnits(text, stretches) {
  const units = unitsOf(text, stretches.flatMap(([start, end]) => [start, end]));
  return stretches.map(([, , ...more], number) => [units[2 * number], units[2 * number + 1], ...more]);
}

function blockOf(text, kind, start, end, layers, started) {
  const gap = kind === "gap";
  const blank = gap && !text.slice(start, end).trim();
  const element = make(gap ? "span" : "p", {
    class: `block ${kind}${blank ? " blank" : ""}`,
    dir: gap ? null : "auto",
    title: kind === "boilerplate" ? "page furniture" : null,
  });
  const here = (stretches) => stretches.filter(([from, to]) => from < end && to > start);
  const [marks, traces] = [here(layers.marks), here(layers.traces)];
  const ends = [...marks, ...traces].flatMap(([from, to]) => [from, to]);
  const inside = ends.filter((at) => at > start && at < end);
  const cuts = [...new Set([start, end, ...inside])].sort((a, b) => a - b);
  for (let number = 0; number + 1 < cuts.length; number += 1)
    element.append(pieceOf(text, cuts[number], cuts[number + 1], marks, traces, layers, started));
  return element;
}

// A piece between two ends: plain text, underlined, marked, or both.
function pieceOf(text, from, to, marks, traces, layers, started) {
  const over = (stretches) => stretches.filter(([a, b]) => a <= from && to <= b);
  let piece = document.createTextNode(text.slice(from, to));
  const traced = over(traces);
  if (traced.length)
    piece = make("span", { class: "trace", title: traced.map((one) => one[2]).join("; ") }, piece);
  const marked = over(marks).map((mark) => layers.marks.indexOf(mark));
  if (!marked.length) return piece;
  const first = marked.some((number) => !started.has(number));
  for (const number of marked) started.add(number);
  return make("mark", { "data-spans": marked.join(" "), "data-first": first }, piece);
}
