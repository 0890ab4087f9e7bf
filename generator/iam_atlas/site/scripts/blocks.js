// A button that copies, on texts that are there to be copied. The theme has one, too, but not on pages opened from disk,
// and makes of each a landmark without a name.

import { button, copied } from "./elements.js";
import { say } from "./words.js";

export function offerCopies() {
  for (const code of document.querySelectorAll(".atlas-block pre > code:not([tabindex])")) {
    const copy = async ({ currentTarget }) => {
      currentTarget.textContent = await copied(code.textContent, currentTarget, say("Copied."));
    };
    code.tabIndex = 0; // a long text is scrolled by keyboard
    code.closest(".atlas-block").prepend(button(say("Copy"), copy, { class: "atlas-take" }));
  }
}
