// Names, attributes and children to elements of the page. Text is always text: nothing from the input is read as markup.

import { copyToClipboard } from "./clipboard.js";
import { say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

// Strokes in a square of 24, as in the drawings.
const ICONS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  full: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.01",
  close: "M6 6l12 12M18 6L6 18",
};

/** An element; `null` and `false` leave an attribute out, `true` writes it empty. Children that are nothing are left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

/** A button that does something and says what. */
export function button(label, action, attributes = {}, ...children) {
  const element = make("button", { type: "button", ...attributes }, ...(children.length ? children : [label]));
  if (children.length) {
    element.ariaLabel = label;
    element.title = label;
  }
  element.addEventListener("click", action);
  return element;
}

/** An element of SVG without attributes. */
export const makeSvg = (name) => document.createElementNS(SVG, name);

/** One of the icons of the controls. */
export function icon(name) {
  const [svg, path] = [makeSvg("svg"), makeSvg("path")];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Addresses of the site and of the web as they are; anything else, scripts above all, is no address. */
export function safeAddress(href, root) {
  try {
    const url = new URL(href, root);
    return ["http:", "https:", "file:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link where `href` is an address of the site or of the web, else the text alone. */
export function linked(text, href, root) {
  const address = href && safeAddress(href, root);
  return address ? make("a", { href: address }, text) : text;
}

/** A closing button in the corner of something. */
export const closer = (close) => button(say("Close"), close, { class: "atlas-icon" }, icon("close"));

/** Puts text on the clipboard and gives what to say of it; the button pressed shows that it is done until something else is. */
export async function copied(text, pressed, done) {
  if (!(await copyToClipboard(text))) return say("Could not copy");
  pressed.classList.add("done");
  pressed.addEventListener("blur", () => pressed.classList.remove("done"), { once: true });
  return done;
}

/** Goes to an address as a click on a link would, so that instant navigation loads no document; or in a new tab. */
export function goTo(href, newTab) {
  const link = make("a", { href, target: newTab ? "_blank" : null, rel: newTab ? "noopener" : null, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
