// The course of an arrangement as a strip: one lane for its status, one for deadlines, one for
// each who takes a stand; left to right is time, and each mark leads to its words.
"use strict";

const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3));

function courseChart(arrangement) {
  const marks = chartMarks(arrangement);
  const days = marks.flatMap((mark) => [mark.first, mark.last]).filter(Boolean).sort();
  if (new Set(days).size < 2) return null;
  const scale = scaleOf(days[0], days[days.length - 1]);
  const lanes = [...new Set(marks.map((mark) => mark.lane))].map((name) => [
    name,
    marks.filter((mark) => mark.lane === name),
  ]);
  const undated = Math.max(...lanes.map(([, held]) => held.filter((mark) => !mark.first).length));
  const chart = make(
    "div",
    { class: "chart" },
    axis(scale, undated),
    lanes.map(([name, held]) => laneRow(name, held, scale)),
    make("p", { class: "legend" }, legend(marks)),
  );
  chart.style.setProperty("--undated", undated ? `${Math.max(4.2, undated * 1.8)}rem` : "0rem");
  return chart;
}

function chartMarks(arrangement) {
  const steps = arrangement.course.map((step, number) => ({
    lane: step.code === "deadline" ? "Deadlines" : "Status",
    ...ends(step.reported),
    asReported: step.when !== step.reported,
    open: isOpen(step.reported),
    text: String(number + 1),
    style: `step ${kindOf(step)}`,
    label: `${number + 1}. ${step.label}, ${timeOf(step)}`,
    span: step.span,
    to: step.moved_to === null ? null : ends(step.moved_to).first,
  }));
  const stances = arrangement.positions.flatMap((row) =>
    row.stances.map((stance) => ({
      lane: row.actor ? story.actors[row.actor].name : "Not named",
      ...ends(stance.reported),
      asReported: stance.when !== stance.reported,
      open: isOpen(stance.reported),
      text: STANCE_MARKS[stance.code] || "·",
      style: `stance ${stance.code}`,
      label: `${stance.label}, ${timeOf(stance)}`,
      span: stance.span,
    })),
  );
  const order = ["Status", "Deadlines"];
  return [...steps.sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane)), ...stances];
}

const STANCE_MARKS = { supports: "●", opposes: "■", doubts: "▲", conditional: "◆", undecided: "○" };

function timeOf(thing) {
  const text = story.whens[thing.reported].text;
  return thing.when === thing.reported ? text : `reported ${text}`;
}

function kindOf(step) {
  if (step.code === "deadline") return step.moved_to === null ? "due" : "moved";
  if (["agreed", "in_force", "progress"].includes(step.code)) return "good";
  if (["rejected", "violated", "failed", "dropped"].includes(step.code)) return "bad";
  return step.code === "postponed" ? "late" : "open";
}

function ends(number) {
  const when = story.whens[number];
  return { first: when.first || when.last, last: when.last || when.first };
}

// Days to shares of the width, with room at both ends.
function scaleOf(first, last) {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const room = Math.max((to - from) * 0.06, 864e5 * 0.5);
  return { from: from - room, to: to + room };
}

function share(scale, day) {
  return (Date.parse(day) - scale.from) / (scale.to - scale.from);
}

// What the signs mean, of those that are there.
function legend(marks) {
  const has = (test) => marks.some(test);
  const stances = story.arrangements.flatMap((one) => one.positions.flatMap((row) => row.stances));
  const names = new Map(stances.map((stance) => [stance.code, stance.label]));
  const used = Object.keys(STANCE_MARKS).filter((code) => has((mark) => mark.style === `stance ${code}`));
  const parts = used.map((code) =>
    make("span", null, make("span", { class: `stance ${code}` }, STANCE_MARKS[code]), ` ${names.get(code)}`),
  );
  if (has((mark) => mark.to)) parts.push(make("span", null, make("span", { class: "late" }, "┅"), " deadline moved"));
  if (has((mark) => mark.first && mark.first < mark.last)) parts.push(make("span", null, make("span", { class: "wide" }), " some time in this span"));
  if (has((mark) => mark.asReported)) parts.push(make("span", null, make("span", { class: "step open as-reported" }), " at the date of its page"));
  return parts;
}

function axis(scale, undated) {
  const name = make("div", { class: "lane-name" });
  const note = undated ? make("div", { class: "undated-name" }, "no date") : null;
  return make("div", { class: "lane axis", "aria-hidden": "true" }, name, axisTrack(scale), note);
}

// At most six ticks: days, months or years, whichever fits the length of time.
function tickDays(scale, days) {
  const steps = [[1, "day"], [2, "day"], [7, "day"], [14, "day"], [1, "month"], [3, "month"], [6, "month"], [12, "month"], [60, "month"], [240, "month"]];
  const length = ([number, unit]) => number * (unit === "day" ? 1 : 30.4);
  const step = steps.find((one) => days / length(one) <= 6) || steps[steps.length - 1];
  const ticks = [];
  const start = new Date(scale.from);
  const day = new Date(Date.UTC(start.getUTCFullYear(), step[1] === "day" ? start.getUTCMonth() : 0, 1));
  for (let guard = 0; day.getTime() <= scale.to && guard < 2000; guard += 1) {
    if (day.getTime() >= scale.from) ticks.push([day.toISOString().slice(0, 10), tickText(day, step)]);
    if (step[1] === "day") day.setUTCDate(day.getUTCDate() + step[0]);
    else day.setUTCMonth(day.getUTCMonth() + step[0]);
  }
  return ticks;
}

function tickText(day, [number, unit]) {
  if (unit === "day") return `${day.getUTCDate()} ${SHORT_MONTHS[day.getUTCMonth()]}`;
  if (number >= 12) return String(day.getUTCFullYear());
  return `${SHORT_MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function placed(element, at, until) {
  element.style.setProperty("--at", `${(at * 100).toFixed(2)}%`);
  if (until !== undefined) element.style.setProperty("--until", `${(until * 100).toFixed(2)}%`);
  return element;
}

// One lane; marks that would cover one another stand in rows of their own.
function laneRow(name, marks, scale) {
  const near = innerWidth < 700 ? 0.11 : 0.045;
  const rows = [];
  const track = make("div", { class: "track" });
  for (const mark of marks.filter((one) => one.first)) {
    const [at, until] = [share(scale, mark.first), share(scale, mark.last)];
    const middle = (at + until) / 2;
    let row = rows.findIndex((end) => middle - end > near);
    if (row < 0) row = rows.length;
    rows[row] = Math.max(middle, mark.to ? share(scale, mark.to) - near : 0);
    const parts = [];
    if (until > at) parts.push(placed(make("span", { class: "spread" }), at, until));
    if (mark.to && mark.to > mark.first)
      parts.push(placed(make("span", { class: "slip" }), middle, share(scale, mark.to)));
    parts.push(placed(chartMark(mark), middle));
    for (const part of parts) part.style.setProperty("--row", String(row));
    track.append(...parts);
  }
  track.style.setProperty("--rows", String(Math.max(1, rows.length)));
  const undated = marks.filter((one) => !one.first);
  return make(
    "div",
    { class: "lane" },
    make("div", { class: "lane-name" }, make("bdi", null, name)),
    track,
    undated.length ? make("div", { class: "undated" }, undated.map(chartMark)) : null,
  );
}

function chartMark(mark) {
  const style = `mark-link ${mark.style}${mark.asReported ? " as-reported" : ""}${mark.open ? " open-end" : ""}`;
  const link = toReader([mark.span], mark.text, style, mark.label);
  link.title = mark.label;
  return link;
}
