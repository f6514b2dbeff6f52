// Filters. Each control shows the state and changes it.
const onlyButton = (name, act) => el("button", { type: "button", class: "only", "aria-label": `Only ${name}`, onclick: act }, "only");

function setUpFilters() {
  const counts = new Array(graph.types.length).fill(0);
  for (const type of entities.type) counts[type]++;
  byId("types").replaceChildren(...graph.types.map((type, number) => {
    const spot = el("span", { class: "dot", "aria-hidden": "true" }), word = TYPE_WORDS[type] || type;
    spot.style.borderColor = spot.style.background = graph.colors[number];
    const turn = el("button", { type: "button", class: "turn", "data-type": String(number), onclick: () => { if (!state.types.delete(number)) state.types.add(number); filtered(); } },
      spot, word, el("span", { class: "count" }, counts[number].toLocaleString("en")));
    return el("div", { class: "row" }, turn, onlyButton(word.toLowerCase(), () => { state.types = new Set(state.types.size === 1 && state.types.has(number) ? ALL_TYPES : [number]); filtered(); }));
  }));
  const perStatus = [0, 0, 0];
  for (const event of events) perStatus[event[2]]++;
  byId("met-count").textContent = events.length.toLocaleString("en");
  byId("co-count").textContent = pairs.weight.reduce((sum, weight) => sum + (weight > 0), 0).toLocaleString("en");
  byId("office-count").textContent = facts.length.toLocaleString("en");
  byId("office-row").hidden = !facts.length;
  byId("statuses").replaceChildren(...STATUS_WORDS.map((word, number) => {
    const box = el("input", { type: "checkbox", "data-status": String(number) });
    box.addEventListener("change", () => { if (box.checked) state.statuses.add(number); else state.statuses.delete(number); filtered(); });
    return el("div", { class: "row" }, el("label", {}, box, el("span", { class: `line ${word}` }), word, el("span", { class: "count" }, perStatus[number].toLocaleString("en"))));
  }));
  for (const [name, word] of [["met", "meetings"], ["co", "names together"], ["office", "offices"]]) {
    byId(name).addEventListener("change", (event) => { state[name] = event.target.checked; filtered(); });
    byId(name).closest(".row").append(onlyButton(word, () => {
      const already = LINK_KINDS.every(([other]) => state[other] === (other === name));
      for (const [other] of LINK_KINDS) state[other] = already || other === name;
      filtered();
    }));
  }
  setUpSources();
  byId("linked").addEventListener("change", (event) => { state.linked = event.target.checked; filtered(); });
  byId("weight").min = graph.minWeight;
  byId("weight").max = Math.max(graph.minWeight + 1, Math.min(60, pairs.weight.reduce((most, weight) => Math.max(most, weight), 1)));
  byId("weight").addEventListener("input", (event) => { state.weight = Number(event.target.value); byId("weight-value").textContent = many(state.weight, "article"); soon(filtered); });
  byId("links").addEventListener("change", (event) => { state.links = Number(event.target.value); filtered(); });
  byId("language").addEventListener("change", (event) => { state.language = event.target.value; chosen(); });
  setUpTime();
}
// Languages and publishers of the articles, each with its number of articles.
function setUpSources() {
  const count = (column, size) => { const counts = new Array(size).fill(0); for (const value of column) counts[value]++; return counts; };
  const options = (first, names, counts) => [el("option", { value: "0" }, first), ...names.map((name, i) => (counts[i] ? el("option", { value: String(i + 1) }, `${name} (${counts[i].toLocaleString("en")})`) : ""))];
  byId("tongue").replaceChildren(...options("any language", graph.languages.map((tag) => LANGUAGE_WORDS[tag] || tag), count(articles.language, graph.languages.length)).filter(Boolean));
  byId("publisher").replaceChildren(...options("any publisher", publishers.map((name) => cut(plain(name), 60) || "no publisher named"), count(articles.publisher, publishers.length)).filter(Boolean));
  for (const name of ["tongue", "publisher"]) byId(name).addEventListener("change", (event) => { state[name] = Number(event.target.value); filtered(); });
}
// In narrow windows the filters take the place of the details while they are open.
function openFilters(open) {
  byId("show-filters").setAttribute("aria-expanded", String(open));
  byId("filters").classList.toggle("open", open);
}
function showFilters() {
  for (const button of document.querySelectorAll("[data-type]")) button.setAttribute("aria-pressed", String(state.types.has(Number(button.dataset.type))));
  for (const box of document.querySelectorAll("[data-status]")) { box.checked = state.statuses.has(Number(box.dataset.status)); box.disabled = !state.met; }
  for (const name of ["met", "co", "office", "linked"]) byId(name).checked = state[name];
  byId("weight").value = state.weight; byId("weight").disabled = !state.co;
  byId("weight-value").textContent = many(state.weight, "article");
  for (const name of ["links", "tongue", "publisher"]) byId(name).value = String(state[name]);
  byId("language").value = state.language;
  showTime();
}
function filtered() {
  readFilters();
  showFilters();
  chosen();
}
