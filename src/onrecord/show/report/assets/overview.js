// The whole story at a glance, above the timeline: a dot for each happening, a bar where its date is
// an interval; a bar chart where there are too many for dots. For the eye alone: the list says it all.
"use strict";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const MOST_DOTS = 120;

function overview() {
  const dates = story.lines.map((line) => ({ line, ...ends(line.when) })).filter((one) => one.first);
  if (dates.length < 3) return null;
  const first = dates.reduce((least, one) => (one.first < least ? one.first : least), dates[0].first);
  const last = dates.reduce((most, one) => (one.last > most ? one.last : most), dates[0].last);
  if (first === last) return null;
  const scale = scaleOf(first, last);
  const plot = dates.length > MOST_DOTS ? barPlot(dates, scale) : dotPlot(dates, scale);
  return make("figure", { class: "overview", "aria-hidden": "true" }, plot, axisTrack(scale));
}

// A name at the very end would stand over what comes after the axis.
function axisTrack(scale) {
  const ticks = tickDays(scale, (scale.to - scale.from) / 864e5).filter(([day]) => share(scale, day) < 0.95);
  return make(
    "div",
    { class: "track ticks" },
    ticks.map(([day, text]) => placed(make("span", { class: "tick" }, text), share(scale, day))),
  );
}

// Dots stand on the axis, those that would cover one another above each other.
function dotPlot(dates, scale) {
  const near = innerWidth < 700 ? 0.04 : 0.014;
  const rows = [];
  const plot = make("div", { class: "dots" });
  for (const { line, first, last } of dates) {
    const [from, to] = [share(scale, first), share(scale, last)];
    let row = rows.findIndex((end) => from - end > near);
    if (row < 0) row = rows.length;
    rows[row] = to;
    const style = line.disputes.length ? "disputed" : line.actuality.length ? "not-yet" : "";
    const dot = make("a", {
      class: `dot ${style}${last > first ? " between" : ""}${isOpen(line.when) ? " open-end" : ""}`,
      href: address({ view: "timeline", id: line.id }),
      tabindex: "-1",
      title: `${story.whens[line.when].text}: ${tidy(line.words[3])}`,
    });
    dot.style.setProperty("--row", String(row));
    plot.append(placed(dot, from, to));
  }
  plot.style.setProperty("--rows", String(rows.length));
  return plot;
}

// Whether only one end of the interval is known: no later than a day, or no earlier.
function isOpen(number) {
  const when = story.whens[number];
  return Boolean(when.first) !== Boolean(when.last);
}

function barPlot(dates, scale) {
  const bins = new Array(innerWidth < 700 ? 40 : 96).fill(0);
  for (const { first } of dates)
    bins[Math.min(bins.length - 1, Math.floor(share(scale, first) * bins.length))] += 1;
  const top = Math.max(...bins);
  return make(
    "div",
    { class: "bars" },
    bins.map((count) => {
      const bar = make("span", { class: count ? "bar" : "bar none", title: count ? plural(count, "happening") : null });
      bar.style.setProperty("--share", String(count / top));
      return bar;
    }),
  );
}
