// Text to the clipboard, also where the browser has no clipboard for scripts, as on pages opened from disk.

/** Whether the text is there now. */
export async function copyToClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const box = document.createElement("textarea");
  const focused = document.activeElement;
  box.value = text;
  box.className = "atlas-unseen";
  (document.fullscreenElement ?? document.body).append(box);
  box.select();
  const isDone = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  return isDone;
}
