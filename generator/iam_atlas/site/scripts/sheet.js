// What opens over a drawing on request: a title, a button to close, something to read or to choose.

import { closer, make } from "./elements.js";

/** Opens a dialog inside `figure`, so that it is seen in full screen too; it is gone when closed. */
export function openSheet(figure, title, ...content) {
  const dialog = make("dialog", { class: "atlas-help", "aria-label": title });
  dialog.append(make("header", {}, make("h2", {}, title), closer(() => dialog.close())), ...content);
  dialog.addEventListener("close", () => dialog.remove());
  figure.append(dialog);
  dialog.showModal();
  return dialog;
}
