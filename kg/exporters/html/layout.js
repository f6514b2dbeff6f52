// Places for names that the page brings together by itself: the same model as the exporter's (LinLog: what hangs
// together stands together), with fewer rounds. nodes: names; links: [a, b, weight] with indexes of nodes.
function forcePlaces(nodes, links) {
  const count = nodes.length, x = new Float64Array(count), y = new Float64Array(count), mass = new Float64Array(count).fill(1);
  let pull = 0, all = 0;
  for (const [a, b, weight] of links) { mass[a]++; mass[b]++; pull += weight; }
  for (let i = 0; i < count; i++) { x[i] = Math.sqrt(i + 0.5) * Math.cos(2.399963 * i); y[i] = Math.sqrt(i + 0.5) * Math.sin(2.399963 * i); all += mass[i]; }
  const strength = (pull * Math.sqrt(count)) / all ** 2 || 1 / count, rounds = count > 250 ? 90 : 160;
  const fx = new Float64Array(count), fy = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    const done = round / rounds, power = Math.max(0, 1 - 1.6 * done), most = 0.3 * Math.sqrt(count) * (1 - done) ** 1.5 + 0.01;
    fx.fill(0); fy.fill(0);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i] - x[j], dy = y[i] - y[j], share = (strength * mass[i] * mass[j]) / (dx * dx + dy * dy + 1e-4);
        fx[i] += share * dx; fy[i] += share * dy; fx[j] -= share * dx; fy[j] -= share * dy;
      }
    }
    for (const [a, b, weight] of links) {
      const dx = x[a] - x[b], dy = y[a] - y[b], share = weight * (Math.hypot(dx, dy) + 1e-3) ** (power - 1);
      fx[a] -= share * dx; fy[a] -= share * dy; fx[b] += share * dx; fy[b] += share * dy;
    }
    for (let i = 0; i < count; i++) {
      const home = (0.05 * mass[i] * strength * all) / Math.sqrt(count) / (Math.hypot(x[i], y[i]) + 1e-3);
      fx[i] -= home * x[i]; fy[i] -= home * y[i];
      const size = Math.hypot(fx[i], fy[i]) + 1e-12, step = Math.min(size / mass[i], most) / size;
      x[i] += fx[i] * step; y[i] += fy[i] * step;
    }
  }
  const half = 23 * Math.sqrt(count);
  return parted(nodes, evened(x, half * 1.15), evened(y, half / 1.15));
}
// Part of the way to even distances, within -half to half.
function evened(values, half) {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j] || i - j), low = values[order[0]], high = values[order[order.length - 1]];
  const found = new Float64Array(values.length);
  order.forEach((i, rank) => { found[i] = half * (0.7 * (order.length > 1 ? (2 * rank) / (order.length - 1) - 1 : 0) + 0.3 * ((2 * (values[i] - low)) / (high - low || 1) - 1)); });
  return found;
}
// Pushes discs apart that overlap; returns [x, y] per node.
function parted(nodes, x, y) {
  const room = nodes.map((node) => nodeRadius(node) + 5);
  for (let round = 0; round < 40; round++) {
    let moved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i] - x[j] || 0.1, dy = y[i] - y[j], apart = Math.hypot(dx, dy), over = room[i] + room[j] - apart;
        if (over <= 0) continue;
        const step = (over / apart) * 0.3;
        x[i] += dx * step; y[i] += dy * step; x[j] -= dx * step; y[j] -= dy * step;
        moved = true;
      }
    }
    if (!moved) break;
  }
  return nodes.map((_, i) => [Math.round(x[i] * 10) / 10, Math.round(y[i] * 10) / 10]);
}
