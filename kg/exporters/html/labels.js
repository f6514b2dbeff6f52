// Labels are drawn by us: in screen pixels whatever the zoom, the most important first, and never one over another.
let labelOrder = [], hovered = -1;
const widths = new Map();

function orderLabels(focus) {
  const weight = (node) => (node === state.node ? 1e9 : 0) + (focus && focus.has(node) ? 1e6 : 0) + entities.articles[node];
  labelOrder = [...inView.nodes].sort((x, y) => weight(y) - weight(x) || x - y);
}
function widthOf(ctx, text) {
  const key = ctx.font + text;
  let width = widths.get(key);
  if (width === undefined) { width = ctx.measureText(text).width; if (widths.size > 20000) widths.clear(); widths.set(key, width); }
  return width;
}
const CELL = 80;
function collides(taken, box) {
  for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
    for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) {
      for (const other of taken.get(`${i},${j}`) || []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
    }
  }
  return false;
}
function take(taken, box) {
  for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
    for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) push(taken, `${i},${j}`, box);
  }
}
function drawLabels(ctx) {
  const matrix = ctx.getTransform(), ratio = ctx.canvas.width / ctx.canvas.clientWidth || 1;
  const width = ctx.canvas.clientWidth, height = ctx.canvas.clientHeight, zoom = matrix.a / ratio;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.lineWidth = 3.5; ctx.strokeStyle = theme.ground;
  const taken = new Map(), large = new Map(), small = new Map(), focus = focusSet();
  // vis may draw while names come and go: only those that have a place
  const placed = labelOrder.filter((node) => shown.has(node));
  const order = hovered >= 0 && inView.nodes.has(hovered) && shown.has(hovered) ? [hovered, ...placed.filter((node) => node !== hovered)] : placed;
  const discs = order.map((node) => {
    const [px, py] = shown.get(node);
    return [(px * matrix.a + matrix.e) / ratio, (py * matrix.d + matrix.f) / ratio, nodeRadius(node) * zoom];
  });
  discs.forEach(([x, y, r], at) => { if (r > 4) take(at < 12 ? large : small, [x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7]); });
  order.forEach((node, at) => {
    const [x, y, r] = discs[at];
    if (x < -40 || y < -20 || x > width + 40 || y > height + 20) return;
    const special = node === state.node || node === hovered, rank = at / order.length;
    const size = 11 + 5 * (1 - rank) ** 3;
    ctx.font = `${special || at < 24 && rank < 0.1 ? "600 " : ""}${size.toFixed(1)}px system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    const text = cut(nameOf(node, state.language), special ? 60 : 26), half = widthOf(ctx, text) / 2 + 2, tall = size * 0.62;
    const places = [[x, y + r + tall + 1], [x, y - r - tall - 1], [x + r + half + 2, y], [x - r - half - 2, y]];
    const boxes = places.map(([cx, cy]) => [cx - half, cy - tall, cx + half, cy + tall]).filter((box) => box[0] > 0 && box[2] < width || special);
    // the first place that is free of labels and discs; the more important a name is, the more discs it may cover
    const free = (...maps) => boxes.find((one) => !maps.some((map) => collides(map, one)));
    const asked = focus && focus.has(node) && focus.size <= 12;
    const box = special ? boxes[0] : free(taken, large, small) || (at < 60 || asked ? free(taken, large) : undefined) || (asked ? free(taken) : undefined);
    if (!box) return;
    take(taken, box);
    ctx.globalAlpha = focus && !focus.has(node) && !special ? 0.3 : 1;
    const cx = (box[0] + box[2]) / 2, cy = (box[1] + box[3]) / 2;
    ctx.strokeText(text, cx, cy);
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, cx, cy);
  });
  ctx.restore();
}
