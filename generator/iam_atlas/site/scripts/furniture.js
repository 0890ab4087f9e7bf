// What stands around a drawing once there is a script: bars above, buttons in the corner, places for cards and answers.

import { chipsOf } from "./chips.js";
import { make, makeSvg } from "./elements.js";
import { waysBar } from "./ends.js";
import { HEADER } from "./keyboard.js";
import { cornerButtons, searchBox } from "./toolbar.js";
import { say } from "./words.js";

/** Builds all of it into the figure and gives the parts by name; `on` holds the handlers. */
export function furnish(figure, scene, on) {
  const port = figure.querySelector(".atlas-diagram__view");
  const stage = make("div", { class: "atlas-stage" });
  const [aside, answer] = ["atlas-aside", "atlas-found"].map((name) => make("div", { class: name }));
  const live = make("p", { class: "atlas-unseen", role: "status" });
  const legend = figure.querySelector(".atlas-diagram__legend");
  const chips = chipsOf(scene, legend, on.choose);
  const bar = waysBar(say("anyone"), say("any role"), on.lookup, on.choose);
  const corner = cornerButtons({ ...on, ...on.view });
  const front = make("div", { class: "atlas-front" });
  port.replaceWith(front);
  front.append(port, aside);
  stage.append(port.querySelector("svg"));
  port.append(stage);
  figure.prepend(make("div", { class: "atlas-tools" }, make("div", { class: "atlas-bar" }, searchBox(on), bar.element), chips.element, answer));
  front.after(make("div", { class: "atlas-hold" }, corner), live);
  speak(port);
  figure.classList.add("live");
  return { port, stage, aside, answer, chips, bar, tell: (text) => (live.textContent = text) };
}

/**
 * The port takes keys of its own, and what is not a link becomes a button: each opens a card. The header of a frame can be
 * clicked between its words too.
 */
function speak(port) {
  port.setAttribute("role", "application");
  port.setAttribute("aria-roledescription", say("diagram"));
  port.removeAttribute("tabindex");
  for (const element of port.querySelectorAll(".gate, g.card")) element.setAttribute("role", "button");
  for (const link of port.querySelectorAll(".frame > a:not(.card)")) link.prepend(ground(link.parentElement));
}

function ground(frame) {
  const rect = makeSvg("rect");
  rect.setAttribute("width", frame.querySelector("rect").getAttribute("width"));
  rect.setAttribute("height", HEADER);
  return rect;
}
