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
  const taken = new Map(), focus = focusSet();
  const order = hovered >= 0 && inView.nodes.has(hovered) ? [hovered, ...labelOrder.filter((node) => node !== hovered)] : labelOrder;
  const discs = order.map((node) => {
    const [px, py] = shown.get(node);
    return [(px * matrix.a + matrix.e) / ratio, (py * matrix.d + matrix.f) / ratio, nodeRadius(node) * zoom];
  });
  discs.forEach(([x, y, r]) => { if (r > 5) take(taken, [x - r * 0.7, y - r * 0.7, x + r * 0.7, y + r * 0.7]); });
  order.forEach((node, at) => {
    const [x, y, r] = discs[at];
    if (x < -40 || y < -20 || x > width + 40 || y > height + 20) return;
    const special = node === state.node || node === hovered;
    const size = Math.min(17, 11 + Math.log2(1 + entities.articles[node]) * 0.8);
    ctx.font = `${special || size > 14.5 ? "600 " : ""}${size.toFixed(1)}px system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    const text = cut(nameOf(node, state.language), special ? 60 : 26), half = widthOf(ctx, text) / 2 + 2, tall = size * 0.62;
    const places = [[x, y + r + tall + 1], [x, y - r - tall - 1], [x + r + half + 2, y], [x - r - half - 2, y]];
    for (const [cx, cy] of special ? places.slice(0, 1) : places) {
      const box = [cx - half, cy - tall, cx + half, cy + tall];
      if (!special && collides(taken, box)) continue;
      take(taken, box);
      ctx.globalAlpha = focus && !focus.has(node) && !special ? 0.3 : 1;
      ctx.strokeText(text, cx, cy);
      ctx.fillStyle = theme.ink;
      ctx.fillText(text, cx, cy);
      break;
    }
  });
  ctx.restore();
}
