// A drawing in the page to a picture that stands alone: styles written into the elements, no script, no address of another file.

import { make, makeSvg } from "./elements.js";

const KEPT = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "font-family", "font-size", "font-weight", "letter-spacing", "text-anchor", "text-transform",
]; // prettier-ignore
const MARGIN = 16;

/** The SVG as text. `background` fills it with the colour that it has in the page; without, it is transparent. */
export function svgText(svg, { background }) {
  const copy = svg.cloneNode(true);
  copyStyles(svg, copy);
  for (const element of copy.querySelectorAll("*")) strip(element);
  strip(copy);
  const { width, height } = svg.viewBox.baseVal;
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  copy.setAttribute("viewBox", box.join(" "));
  copy.setAttribute("width", box[2]);
  copy.setAttribute("height", box[3]);
  if (background) copy.prepend(sheet(box, getComputedStyle(svg.closest("figure")).backgroundColor));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The same as a PNG of twice the size. */
export async function pngOf(svg, options) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg, options))}`;
  await image.decode();
  const canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Gives the reader a file. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function copyStyles(from, to) {
  const [shown, copies] = [[from, ...from.querySelectorAll("*")], [to, ...to.querySelectorAll("*")]];
  for (const [index, element] of shown.entries()) {
    const style = getComputedStyle(element);
    for (const name of KEPT) copies[index].style.setProperty(name, style.getPropertyValue(name));
    // Another font must not make words longer than their boxes.
    if (element.localName === "text" && element.getBBox().width) copies[index].setAttribute("textLength", element.getComputedTextLength().toFixed(1));
  }
}

function strip(element) {
  for (const { name } of [...element.attributes]) {
    if (/^(class|role|tabindex|data-|aria-|xlink:href$|on)/.test(name) && !(name === "xlink:href" && element.localName === "use")) {
      element.removeAttribute(name);
    }
  }
}

function sheet([x, y, width, height], colour) {
  const rect = makeSvg("rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: colour })) rect.setAttribute(name, value);
  return rect;
}
