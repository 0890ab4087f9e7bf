// A button that copies, on texts that are there to be copied: the theme has none on pages opened from disk.

import { button, copied } from "./elements.js";
import { say } from "./words.js";

export function offerCopies() {
  for (const code of document.querySelectorAll(".atlas-block pre > code")) {
    const copy = async ({ currentTarget }) => {
      currentTarget.textContent = await copied(code.textContent, currentTarget, say("Copied."));
    };
    code.closest(".atlas-block").prepend(button(say("Copy"), copy, { class: "atlas-take" }));
  }
}
