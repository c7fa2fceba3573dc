/**
 * Preview only: what has to be mended, over the last page that could be made. Escape or the button
 * puts it away until something else is wrong; mending it takes it away, too.
 *
 * It lives in a shadow tree and in the top layer, so that no theme's styles reach it and no dialog
 * hides it.
 */

const STYLES = `
  :host {
    all: initial; position: fixed; inset: auto 0 0 0; box-sizing: border-box;
    inline-size: 100%; max-inline-size: none; max-block-size: 70vh; overflow: auto; margin: 0; border: 0;
    padding: 1rem max(1rem, calc(50% - 34rem)); border-block-start: 0.25rem solid #ffb4ab;
    background: #5c1611; color: #fff; font: 1rem/1.5 system-ui, sans-serif; color-scheme: dark;
  }
  header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
  h2 { margin: 0; font-size: 1.125rem; }
  button {
    font: inherit; color: inherit; background: none; border: 1px solid currentcolor; border-radius: 0.25rem;
    min-block-size: 2.75rem; padding: 0.25rem 1rem; cursor: pointer; flex: none;
  }
  button:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
  ul { margin: 0.5rem 0 0; padding: 0; list-style: none; display: grid; gap: 0.75rem; }
  p { margin: 0; overflow-wrap: anywhere; }
  .place { font: 0.9375rem/1.5 ui-monospace, monospace; color: #ffdad5; }
  .hint::before { content: "→ "; content: "→ " / ""; }
  @media print { :host { display: none; } }
`;

let box = null;
let shown = "[]";

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && box && !document.querySelector("dialog[open]")) putAway();
});

/** @param {{said: string, place: string, message: string, hint: string}[]} problems */
export function showProblems(problems) {
  const now = JSON.stringify(problems);
  if (now === shown) return;
  shown = now;
  putAway();
  if (problems.length) put(problems);
}

function putAway() {
  box?.remove();
  box = null;
}

function put(problems) {
  box = document.createElement("div");
  Object.assign(box, { role: "alert", lang: "en", dir: "ltr", popover: "manual", id: "chapterhouse-problems" });
  const inside = box.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  inside.adoptedStyleSheets = [sheet];
  const many = problems.length === 1 ? "1 thing" : `${problems.length} things`;
  const button = made("button", "", "Dismiss");
  button.addEventListener("click", putAway);
  const header = made("header", "", "", made("h2", "", `${many} to mend`), button);
  inside.append(header, made("ul", "", "", ...problems.map(item)));
  document.body.append(box);
  box.showPopover?.();
}

const item = ({ place, message, hint }) =>
  made("li", "", "", ...[["place", place], ["", message], ["hint", hint]]
    .filter(([, text]) => text)
    .map(([name, text]) => made("p", name, text)));

function made(tag, name, text, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...(text ? [text] : []), ...children);
  return element;
}
