// Labels are drawn by us: in screen pixels whatever the zoom, the most important first, and never one over another.
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
let labelOrder = [], hovered = -1, labelBoxes = [];
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
function* cells([left, top, right, bottom]) {
  for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) yield i * 4096 + j;
}
function collides(taken, box) {
  for (const cell of cells(box)) for (const other of taken.get(cell) || []) if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
  return false;
}
function take(taken, box) { for (const cell of cells(box)) push(taken, cell, box); }

// Where the names stand on the screen: [node, text, font, box], the most important first.
function placeLabels(ctx, focus, toScreen, zoom, width, height) {
  const taken = new Map(), large = new Map(), small = new Map(), found = [];
  // vis may draw while names come and go: only those that have a place
  const placed = labelOrder.filter((node) => shown.has(node));
  const order = hovered >= 0 && inView.nodes.has(hovered) && shown.has(hovered) ? [hovered, ...placed.filter((node) => node !== hovered)] : placed;
  const discs = order.map((node) => [...toScreen(shown.get(node)), nodeRadius(node) * shrink * zoom]);
  discs.forEach(([x, y, r], at) => { if (r > 2) take(at < 25 ? large : small, [x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7]); });
  order.forEach((node, at) => {
    const [x, y, r] = discs[at];
    if (x < -40 || y < -20 || x > width + 40 || y > height + 20) return;
    const special = node === state.node || node === hovered, rank = at / order.length, asked = focus && focus.has(node);
    const size = 11 + 4 * (1 - rank) ** 3;
    ctx.font = `${special || (at < 20 && rank < 0.1) ? "600 " : ""}${size.toFixed(1)}px ${FONT}`;
    const text = cut(nameOf(node, state.language), special ? 60 : 24), half = widthOf(ctx, text) / 2 + 3, tall = size * 0.62;
    const places = [[x, y + r + tall + 1], [x, y - r - tall - 1], [x + r + half + 1, y], [x - r - half - 1, y],
      [x + r * 0.7 + half, y - r * 0.7 - tall], [x + r * 0.7 + half, y + r * 0.7 + tall], [x - r * 0.7 - half, y - r * 0.7 - tall], [x - r * 0.7 - half, y + r * 0.7 + tall]];
    const boxes = places.map(([cx, cy]) => [cx - half, cy - tall, cx + half, cy + tall]).filter((box) => (box[0] > 0 && box[2] < width && box[1] > 0 && box[3] < height) || special);
    // the first place that is free of labels and discs; the more important a name is, the more discs it may cover
    const free = (...maps) => boxes.find((one) => !maps.some((map) => collides(map, one)));
    const box = free(taken, large, small) || (at < 70 || asked ? free(taken, large) : undefined) || (asked ? free(taken) : undefined) || (special ? boxes[0] : undefined);
    if (!box) return;
    take(taken, box);
    found.push([node, text, ctx.font, box]);
  });
  return found;
}
function drawLabels(ctx) {
  const matrix = ctx.getTransform(), ratio = ctx.canvas.width / ctx.canvas.clientWidth || 1, focus = focusSet();
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.lineWidth = 3.5; ctx.strokeStyle = theme.ground;
  const toScreen = ([x, y]) => [(x * matrix.a + matrix.e) / ratio, (y * matrix.d + matrix.f) / ratio];
  labelBoxes = placeLabels(ctx, focus, toScreen, matrix.a / ratio, ctx.canvas.clientWidth, ctx.canvas.clientHeight);
  fitLooks(matrix.a / ratio);
  for (const [node, text, font, box] of labelBoxes) {
    ctx.font = font;
    ctx.globalAlpha = focus && !focus.has(node) && node !== hovered ? 0.35 : 1;
    ctx.strokeText(text, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    ctx.fillStyle = theme.ink;
    ctx.fillText(text, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  }
  ctx.restore();
}
