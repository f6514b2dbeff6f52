// Taking the view elsewhere: as an address, a picture, a table.
function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
// What the filters leave, in words.
function filterWords() {
  const kinds = [["met", "meetings"], ["co", "named together"], ["office", "offices"]].filter(([name]) => state[name] && (name !== "office" || facts.length)).map(([, word]) => word);
  return [kinds.join(", ") || "no links", state.met && state.statuses.size < 3 ? [...state.statuses].sort().map((status) => STATUS_WORDS[status]).join(", ") : "",
    state.types.size < ALL_TYPES.length ? [...state.types].sort().map((type) => TYPE_WORDS[graph.types[type]]).join(", ") : "",
    state.tongue ? LANGUAGE_WORDS[graph.languages[state.tongue - 1]] : "", state.publisher ? plain(publishers[state.publisher - 1]) || "no publisher" : "",
    state.since || state.until ? `${state.since || "…"} to ${state.until || "…"}` : ""].filter(Boolean).join(" · ");
}
// The picture as it is seen, with a legend and what it shows beneath.
function savePicture() {
  const canvas = byId("network").querySelector("canvas"), ratio = canvas.width / canvas.clientWidth, copy = el("canvas", {}), foot = 46 * ratio;
  copy.width = canvas.width; copy.height = canvas.height + foot;
  const ctx = copy.getContext("2d");
  ctx.fillStyle = theme.ground; ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(canvas, 0, 0);
  ctx.scale(ratio, ratio);
  ctx.translate(0, canvas.clientHeight);
  ctx.font = `12px ${FONT}`; ctx.textBaseline = "middle";
  let x = 12;
  graph.types.forEach((type, number) => {
    if (!state.types.has(number)) return;
    ctx.fillStyle = graph.colors[number]; ctx.beginPath(); ctx.arc(x + 5, 10, 5, 0, 7); ctx.fill();
    ctx.fillStyle = theme.ink; ctx.fillText(TYPE_WORDS[type] || type, x + 14, 10.5);
    x += 26 + ctx.measureText(TYPE_WORDS[type] || type).width;
  });
  ctx.fillStyle = theme.soft;
  ctx.fillText(cut(`${many(inView.nodes.size, "name")}, ${many(inView.pairs.size, "link")} · ${filterWords()} · from ${many(articleCount, "article")}`, 120), 12, 32);
  copy.toBlob((blob) => save("graph.png", blob));
}
// The links in view as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function tableText() {
  const guard = (cell) => (typeof cell === "string" && /^[\s\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);
  const quoted = (cell) => `"${String(guard(cell)).replace(/"/g, '""')}"`;
  const rows = [["source", "source_type", "target", "target_type", "held", "planned", "refused", "articles", "sentences", "npmi", "office", "first", "last", "source_id", "target_id"]];
  for (const p of inView.pairs.keys()) {
    const a = pairs.a[p], b = pairs.b[p], dated = shared(passing(a), passing(b)).map((article) => articles.day[article]).filter(hasDay);
    const titles = (factsOfPair.get(p) || []).flatMap((number) => facts[number][6].map(([title, english]) => english || title)).join("; ");
    rows.push([label(a), graph.types[entities.type[a]], label(b), graph.types[entities.type[b]], pairs.held[p], pairs.planned[p], pairs.refused[p], pairs.articles[p], pairs.sentences[p],
      pairs.npmi[p] / 1000, titles, dated.length ? dateOf(dated[0]) : "", dated.length ? dateOf(dated[dated.length - 1]) : "", entities.id[a], entities.id[b]]);
  }
  return "\ufeff" + rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}
function saveTable() { save("links.csv", new Blob([tableText()], { type: "text/csv" })); }
async function copyLink() {
  remember();
  try { await navigator.clipboard.writeText(location.href); say("Copied: the address of this view. Who has this file can open it there."); }
  catch { say("The browser's address line holds this view: copy it from there."); }
}
