// A drawing in the page to a picture that stands alone: styles and fonts written into it, no script, no address of another file.

import { download } from "./download.js";
import { button, make, makeSvg } from "./elements.js";
import { openSheet } from "./sheet.js";
import { say } from "./words.js";

// All but opacity are inherited: what an element has from its parent need not be said again.
const KEPT = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "font-family", "font-size", "font-weight", "letter-spacing", "text-anchor", "text-transform", "opacity",
]; // prettier-ignore
const FONTS = { Inter: "inter.woff2", "JetBrains Mono": "jetbrains-mono.woff2" };
const MARGIN = 16;
const [LARGEST_SIDE, LARGEST_AREA] = [16_384, 2 ** 28]; // of a canvas, in pixels

/** Asks the reader what to save the drawing of a figure as, and saves it. */
export function openSaving(figure, root) {
  const background = make("input", { type: "checkbox", checked: true });
  const choice = (kind, label) => {
    const take = () => {
      dialog.close();
      return save(figure.querySelector(".atlas-svg"), root, kind, background.checked);
    };
    return button(label, take, { class: "atlas-action" });
  };
  const dialog = openSheet(
    figure,
    say("Save as a picture"),
    make("p", {}, make("label", {}, background, " ", say("with its background"))),
    make("p", { class: "atlas-links" }, choice("svg", "SVG"), choice("png", say("PNG, twice the size"))),
  );
}

async function save(svg, root, kind, background) {
  const name = svg.querySelector("title").textContent.replace(/[^\p{L}\p{N}]+/gu, " ").trim().replaceAll(" ", "-");
  const text = await svgText(svg, root, background);
  const blob = kind === "png" ? await pngOf(text) : new Blob([text], { type: "image/svg+xml" });
  download(`${name || "diagram"}.${kind}`, blob);
}

async function svgText(svg, root, background) {
  const copy = svg.cloneNode(true);
  copyStyles(svg, copy);
  for (const element of [copy, ...copy.querySelectorAll("*")]) strip(element);
  const { width, height } = svg.viewBox.baseVal;
  const box = [-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN];
  for (const [name, value] of [["viewBox", box.join(" ")], ["width", box[2]], ["height", box[3]]]) copy.setAttribute(name, value);
  if (background) copy.prepend(ground(box, getComputedStyle(svg.closest(".atlas-front")).backgroundColor));
  const style = makeSvg("style");
  style.textContent = (await Promise.all(Object.entries(FONTS).map(([name, file]) => fontFace(name, new URL(`assets/fonts/${file}`, root))))).join("\n");
  copy.prepend(style);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The picture that an SVG shows, as a PNG of twice its size, or as large as browsers paint. */
async function pngOf(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, LARGEST_SIDE / Math.max(image.width, image.height), Math.sqrt(LARGEST_AREA / (image.width * image.height)));
  const canvas = make("canvas", { width: Math.floor(image.width * scale), height: Math.floor(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function copyStyles(from, to) {
  const [shown, copies] = [[from, ...from.querySelectorAll("*")], [to, ...to.querySelectorAll("*")]];
  for (const [index, element] of shown.entries()) {
    const isShared = element.closest("symbol"); // what `use` clones has its looks from there, unless a class says otherwise
    if (isShared && !element.classList.length) continue;
    const [style, above] = [getComputedStyle(element), isShared || element === from ? null : getComputedStyle(element.parentElement)];
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (name === "opacity" ? value !== "1" : value !== above?.getPropertyValue(name)) copies[index].style.setProperty(name, value);
    }
    // Another font must not make words longer than their boxes.
    if (element.localName === "text" && element.getBBox().width) copies[index].setAttribute("textLength", element.getComputedTextLength().toFixed(1));
  }
}

function strip(element) {
  for (const { name } of [...element.attributes]) {
    if (/^(class|role|tabindex|data-|aria-|on)/.test(name) || (name === "xlink:href" && element.localName !== "use")) element.removeAttribute(name);
  }
}

// Files may not be read from disk; then the reader's own font stands in.
async function fontFace(name, url) {
  if (url.protocol === "file:") return "";
  try {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const text = btoa(bytes.reduce((sum, byte) => sum + String.fromCharCode(byte), ""));
    return `@font-face{font-family:"${name}";font-weight:100 900;src:url(data:font/woff2;base64,${text})}`;
  } catch {
    return "";
  }
}

function ground([x, y, width, height], fill) {
  const rect = makeSvg("rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill })) rect.setAttribute(name, value);
  return rect;
}
