// Search by any name in any script: letters without case and accents, Traditional Chinese as Simplified.
let simplified = new Map();
function fold(text) {
  let folded = "";
  for (const char of text.normalize("NFKC")) folded += simplified.get(char) || char;
  return folded.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

let aliases = null, searchIndex = [];
// Reads the names and makes the index, a slice at a time, so that nothing stands still; done once.
const searchReady = (async function () {
  await new Promise((go) => setTimeout(go, 60));
  const found = await part("search");
  simplified = new Map(Object.entries(found.simplified));
  for (const [node, ids] of Object.entries(found.former)) for (const id of ids) if (!numberOf.has(id)) numberOf.set(id, Number(node));
  aliases = found.aliases;
  const index = [];
  for (let node = 0; node < nodeCount; node++) {
    const known = new Set();
    for (const list of [[entities.label[node], entities.id[node]], ...aliases[node], found.former[node] || []]) {
      for (const name of list) {
        const folded = fold(name);
        if (folded && !known.has(folded)) { known.add(folded); index.push([folded, node, name]); }
      }
    }
    if (node % 1500 === 1499) await new Promise((go) => setTimeout(go));
  }
  searchIndex = index;
})();

// [node, name that matched] of the best matches: equal, then at the beginning, at a word, anywhere; most reported first.
function searchNames(text, most) {
  const wanted = fold(text);
  if (!wanted) return [];
  const best = new Map();
  for (const [folded, node, name] of searchIndex) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = folded === wanted ? 0 : at === 0 ? 1 : folded[at - 1] === " " ? 2 : 3;
    const known = best.get(node);
    if (!known || rank < known[0]) best.set(node, [rank, name]);
  }
  return [...best].sort((x, y) => x[1][0] - y[1][0] || entities.articles[y[0]] - entities.articles[x[0]] || x[0] - y[0])
    .slice(0, most).map(([node, [, name]]) => [node, name]);
}

// The search box: a combobox with a list of suggestions. onChoose(node) is called for the chosen one.
function searchBox(input, list, onChoose) {
  let found = [], active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const choose = (at) => { if (found[at]) { const node = found[at][0]; input.value = ""; close(); onChoose(node); byId("panel").focus({ preventScroll: true }); } };
  const mark = (at) => {
    active = at;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const option = ([node, name], at) => {
    const label = nameOf(node, state.language), made = el("li", { role: "option", id: `suggestion-${at}` }, dot(node), el("bdi", {}, cut(label, 40)),
      el("span", { class: "also" }, fold(name) === fold(label) ? "" : el("bdi", {}, cut(plain(name), 60))),
      el("span", { class: "count" }, many(entities.articles[node], "article")));
    made.addEventListener("pointerdown", (event) => { event.preventDefault(); });
    made.addEventListener("click", () => choose(at));
    return made;
  };
  const show = async () => {
    const asked = input.value;
    await searchReady;
    if (input.value !== asked) return;
    found = searchNames(asked, 12);
    list.replaceChildren(...found.map(option));
    if (!found.length && asked.trim()) list.replaceChildren(el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name in these articles"));
    list.hidden = !asked.trim() || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value.trim()) show(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" && found.length) { if (list.hidden) show(); else mark((active + 1) % found.length); event.preventDefault(); }
    else if (event.key === "ArrowUp" && found.length) { mark((active + found.length - 1) % found.length); event.preventDefault(); }
    else if (event.key === "Enter") { event.preventDefault(); if (list.hidden) await show(); choose(Math.max(active, 0)); }
    else if (event.key === "Escape") { if (!list.hidden || input.value) event.stopPropagation(); if (list.hidden) input.value = ""; close(); }
  });
}
