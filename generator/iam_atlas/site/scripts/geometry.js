// Boxes, points and views to others of their kind; pure. A view {x, y, k} shows the drawing's point (0, 0) at (x, y), k times as large.

export const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

export const centreOf = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** The view after zooming by `factor` while the drawing's point under `at` stays where it is. */
export function zoomedAt(view, at, factor, [least, most]) {
  const k = clamp(view.k * factor, least, most);
  const ratio = k / view.k;
  return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, k };
}

/** The view that shows a whole drawing of this size in the middle of a port, no larger than `most` times. */
export function fitted(size, port, most) {
  const k = Math.min(port.width / size.width, port.height / size.height, most);
  return { x: (port.width - size.width * k) / 2, y: (port.height - size.height * k) / 2, k };
}

/** The view moved back so that no side of the drawing leaves more than half of the port empty. */
export function held(view, size, port) {
  const along = (offset, length, room) => clamp(offset, Math.min(room / 2 - length, 0), Math.max(room / 2, room - length));
  return { ...view, x: along(view.x, size.width * view.k, port.width), y: along(view.y, size.height * view.k, port.height) };
}

/** The view moved as little as needed for `box` to lie inside the port, with a margin; its start wins when it is larger. */
export function revealing(view, box, port, margin = 24) {
  const along = (offset, start, length, room) => {
    const [first, last] = [offset + start * view.k, offset + (start + length) * view.k];
    if (last > room - margin) offset -= Math.min(last - room + margin, first - margin);
    else if (first < margin) offset += margin - first;
    return offset;
  };
  return { ...view, x: along(view.x, box.x, box.width, port.width), y: along(view.y, box.y, box.height, port.height) };
}

const AHEAD = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The id of the nearest of `things` (by id, each with a `box`) in a direction; what lies aside counts twice as far. Undefined at the edge. */
export function nearest(things, from, direction) {
  const [dx, dy] = AHEAD[direction];
  const here = centreOf(things.get(from).box);
  let [found, least] = [undefined, Infinity];
  for (const [id, { box }] of things) {
    if (id === from) continue;
    const there = centreOf(box);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (ahead <= 1 || ahead + 2 * aside >= least) continue;
    [found, least] = [id, ahead + 2 * aside];
  }
  return found;
}
