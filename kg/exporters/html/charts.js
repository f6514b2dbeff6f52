// Meetings per week over all, in which a stretch of time is chosen; and the small timeline of one name or pair.
const WEEK = 7;
let firstDay = 0, lastDay = 0, weeks = []; // weeks: [held, planned, refused] each; firstDay is a Monday

// The stretch of time that the chart covers: from the first to the last week that has anything, without the one
// per cent that lies far off at each end (no bound lets those pass, too).
function setUpTime() {
  const days = [...articles.day.filter(hasDay), ...events.filter((event) => event[3].length === 10).map((event) => dayOf(event[3])).filter(Number.isFinite)].sort((x, y) => x - y);
  if (!days.length) { byId("time").hidden = true; return; }
  const monday = (day) => day - ((((day + 3) % WEEK) + WEEK) % WEEK);
  const few = days.length > 300 ? Math.floor(days.length / 100) : 0;
  firstDay = monday(days[few]);
  lastDay = Math.max(monday(days[days.length - 1 - few]) + WEEK - 1, firstDay + 4 * WEEK - 1);
  weeks = Array.from({ length: (lastDay - firstDay + 1) / WEEK }, () => [0, 0, 0]);
  for (const event of events) if (event[3].length === 10) {
    const week = Math.floor((dayOf(event[3]) - firstDay) / WEEK);
    if (weeks[week]) weeks[week][event[2]]++;
  }
  byId("since").max = byId("until").max = weeks.length - 1;
  byId("since").addEventListener("input", () => chooseWeeks(Number(byId("since").value), null));
  byId("until").addEventListener("input", () => chooseWeeks(null, Number(byId("until").value)));
  byId("always").addEventListener("click", () => { state.since = state.until = ""; filtered(); });
  new ResizeObserver(drawWeeks).observe(byId("histogram"));
  brush(byId("histogram"));
}
const sinceWeek = () => (state.since ? Math.max(0, Math.min(weeks.length - 1, Math.floor((dayOf(state.since) - firstDay) / WEEK))) : 0);
const untilWeek = () => (state.until ? Math.max(0, Math.min(weeks.length - 1, Math.floor((dayOf(state.until) - firstDay) / WEEK))) : weeks.length - 1);
// Chooses whole weeks; the first and the last of all mean no bound.
function chooseWeeks(since, until) {
  let from = since === null ? sinceWeek() : since, to = until === null ? untilWeek() : until;
  if (from > to) { if (since === null) from = to; else to = from; }
  state.since = from > 0 ? dateOf(firstDay + from * WEEK) : "";
  state.until = to < weeks.length - 1 ? dateOf(firstDay + to * WEEK + WEEK - 1) : "";
  showTime();
  soon(filtered);
}
let waiting = 0;
function soon(act) { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(act); }
// Drawing over the chart with a pointer chooses the stretch under it; a click alone chooses one week.
function brush(chart) {
  let start = -1;
  const weekAt = (event) => Math.max(0, Math.min(weeks.length - 1, Math.floor(((event.clientX - chart.getBoundingClientRect().left) / chart.clientWidth) * weeks.length)));
  chart.addEventListener("pointerdown", (event) => { start = weekAt(event); chart.setPointerCapture(event.pointerId); });
  chart.addEventListener("pointermove", (event) => {
    const week = weekAt(event), [held, planned, refused] = weeks[week], monday = firstDay + week * WEEK;
    chart.title = `${dateOf(monday)} to ${dateOf(monday + 6)}: ${held} held, ${planned} planned, ${refused} refused`;
    if (start >= 0 && week !== start) chooseWeeks(Math.min(start, week), Math.max(start, week));
  });
  chart.addEventListener("pointerup", (event) => { const week = weekAt(event); if (start === week) chooseWeeks(week, week); start = -1; });
  chart.addEventListener("pointercancel", () => { start = -1; });
}
function showTime() {
  if (!weeks.length) return;
  byId("since").value = sinceWeek(); byId("until").value = untilWeek();
  for (const [id, week, add] of [["since", sinceWeek(), 0], ["until", untilWeek(), WEEK - 1]]) byId(id).setAttribute("aria-valuetext", dateOf(firstDay + week * WEEK + add));
  byId("range").textContent = state.since || state.until ? `${state.since || "the beginning"} to ${state.until || "the end"}` : `${dateOf(firstDay)} to ${dateOf(lastDay)}, and others`;
  byId("always").hidden = !state.since && !state.until;
  drawWeeks();
}
function drawWeeks() {
  const chart = byId("histogram"), ratio = devicePixelRatio || 1, width = chart.clientWidth, height = chart.clientHeight;
  if (!width || !weeks.length || !theme.ink) return;
  chart.width = width * ratio; chart.height = height * ratio;
  const ctx = chart.getContext("2d"), base = height - 15, step = width / weeks.length, most = Math.max(1, ...weeks.map((week) => week[0] + week[1] + week[2]));
  ctx.scale(ratio, ratio);
  ctx.font = `10.5px ${FONT}`;
  ctx.textBaseline = "bottom";
  let free = -1;
  const everyMonth = weeks.length <= 130;
  for (let week = 0; week < weeks.length; week++) {
    const date = dateOf(firstDay + week * WEEK + 6), starts = everyMonth ? date.slice(8) <= "07" : date.slice(5, 7) === "01" && date.slice(8) <= "07";
    if (!starts) continue;
    const x = week * step, text = date.slice(5, 7) === "01" ? date.slice(0, 4) : new Date(`${date}T00:00Z`).toLocaleString("en", { month: "short", timeZone: "UTC" });
    ctx.fillStyle = theme.rule; ctx.fillRect(x, 0, 1, base);
    if (x > free && x + 26 < width) { ctx.fillStyle = theme.soft; ctx.fillText(text, x + 2, height); free = x + ctx.measureText(text).width + 8; }
  }
  const [from, to] = [sinceWeek(), untilWeek()];
  weeks.forEach((counts, week) => {
    let top = base;
    ctx.globalAlpha = week < from || week > to ? 0.22 : 1;
    [theme.met, theme.planned, theme.refused].forEach((color, status) => {
      if (!counts[status] || !state.statuses.has(status)) return;
      // square roots: one busy month doesn't flatten the others
      const tall = (Math.sqrt(counts[0] + counts[1] + counts[2]) / Math.sqrt(most)) * (base - 3) * (counts[status] / (counts[0] + counts[1] + counts[2]));
      ctx.fillStyle = color; ctx.fillRect(week * step, top - tall, Math.max(step - (step > 3 ? 1 : 0), 0.8), tall);
      top -= tall;
    });
  });
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.soft; ctx.fillRect(0, base, width, 1);
}

// Articles (grey) and meetings (dots) over time, as a picture with its own description.
function smallTimeline(numbers, meetings) {
  const days = [...numbers].map((article) => articles.day[article]).filter(hasDay);
  const met = meetings.filter((number) => events[number][3].length === 10).map((number) => [dayOf(events[number][3]), events[number][2]]).filter(([day]) => Number.isFinite(day));
  const all = [...days, ...met.map(([day]) => day)];
  if (all.length < 2) return "";
  const first = all.reduce((x, y) => Math.min(x, y)), last = Math.max(all.reduce((x, y) => Math.max(x, y)), first + 27), bins = Math.min(48, Math.ceil((last - first + 1) / WEEK)), size = (last - first + 1) / bins;
  const counts = new Array(bins).fill(0);
  for (const day of days) counts[Math.min(bins - 1, Math.floor((day - first) / size))]++;
  const most = Math.max(1, ...counts), draw = (tag, values) => { const made = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const [name, value] of Object.entries(values)) made.setAttribute(name, value); return made; };
  const picture = draw("svg", { viewBox: "0 0 300 52", class: "timeline", role: "img", "aria-label": `${many(days.length, "dated article")} and ${many(met.length, "dated meeting")} from ${dateOf(first)} to ${dateOf(last)}; at most ${many(most, "article")} in ${Math.round(size)} days` });
  counts.forEach((count, at) => { if (count) picture.append(draw("rect", { class: "articles", x: (at * 300) / bins, y: 50 - 34 * Math.sqrt(count / most), width: Math.max(1, 300 / bins - 1), height: 34 * Math.sqrt(count / most) })); });
  for (const [day, status] of met) picture.append(draw("circle", { class: STATUS_WORDS[status], cx: Math.min(296, Math.max(4, ((day - first + 0.5) / (last - first + 1)) * 300)), cy: 8, r: 3.5 }));
  picture.append(draw("rect", { class: "base", x: 0, y: 50, width: 300, height: 1 }));
  return el("figure", {}, picture, el("figcaption", {}, el("span", {}, dateOf(first)), el("span", {}, "▮ articles ● meetings"), el("span", {}, dateOf(last))));
}
