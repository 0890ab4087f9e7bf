// What is lit in a drawing while the rest fades. Layers lie over each other: what the pointer is on hides what a click chose;
// what chips leave holds for both.

const LAYERS = ["hover", "way", "selection", "filter"];
const MOST_FADING = 300; // nodes: more take longer than a frame when each fades by and by

/** `set(layer, found)` puts `{nodes, edges}` (or null) on one layer; the topmost that holds something is shown. */
export function startLight(svg, scene) {
  const layers = new Map();
  let [lit, shown] = [[], undefined];
  svg.classList.toggle("few", scene.nodes.size <= MOST_FADING);
  const show = () => {
    const name = LAYERS.find((layer) => layers.get(layer));
    const [chosen, filter] = [layers.get(name), layers.get("filter")];
    if (chosen === shown?.chosen && filter === shown?.filter) return;
    shown = { chosen, filter };
    const found = chosen && filter && name !== "way" ? both(chosen, filter) : chosen;
    for (const element of lit) element.classList.remove("lit");
    lit = found ? elementsOf(found, scene) : [];
    for (const element of lit) element.classList.add("lit");
    svg.classList.toggle("faded", Boolean(found));
    svg.classList.toggle("on-a-way", name === "way");
  };
  return {
    set: (layer, found) => {
      layers.set(layer, found);
      show();
    },
  };
}

/** What a click or the pointer is on, as far as the chips leave it; all of it where they leave nothing. */
function both(one, other) {
  const nodes = [...one.nodes].filter((node) => other.nodes.has(node));
  return nodes.length ? { nodes, edges: [...one.edges].filter((edge) => other.edges.has(edge)) } : one;
}

function elementsOf({ nodes, edges }, scene) {
  const frames = new Set();
  for (const id of nodes) {
    for (let frame = scene.nodes.get(id)?.frame; frame; frame = scene.nodes.get(frame)?.frame) frames.add(frame);
  }
  const named = [...nodes, ...frames].map((id) => scene.nodes.get(id)?.element).filter(Boolean);
  return [...named, ...[...edges].map((edge) => edge.element)];
}
