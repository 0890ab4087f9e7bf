// Files of data that a script element brings, since pages opened from disk may not fetch. Such a file dispatches an event with its content.

/** The content of the file at `url`, which dispatches `event`; rejects when there is none. Each call loads anew: the browser remembers. */
export function loadData(url, event) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const heard = ({ detail }) => resolve(detail);
    script.src = url.href;
    script.addEventListener("error", () => {
      removeEventListener(event, heard);
      reject(new Error(`${url} is missing`));
    });
    addEventListener(event, heard, { once: true });
    document.head.append(script);
    script.remove(); // it is fetched all the same
  });
}

/** A part of the script that is loaded when it is needed, ready to speak the language of the page. */
export async function loadPart(root, name) {
  const part = await loadData(new URL(`assets/javascripts/${name}.js`, root), `iam-atlas-${name}`);
  await part.learnWords(root);
  return part;
}
