/**
 * Preview only: reloads the page when the site was built again, and shows what is wrong with
 * a file over the last good page when it could not be.
 */

const source = new EventSource(new URL("events", import.meta.url));
let shown = null;
let built = null;

source.addEventListener("built", (event) => {
  if (built !== null && built !== event.data) location.reload();
  built = event.data;
  shown?.remove();
  shown = null;
});

source.addEventListener("problem", (event) => {
  shown ??= document.body.appendChild(document.createElement("pre"));
  shown.setAttribute("role", "alert");
  shown.textContent = JSON.parse(event.data).join("\n");
  Object.assign(shown.style, {
    position: "fixed", insetInline: "0", insetBlockEnd: "0", zIndex: "1000", margin: "0",
    padding: "1rem 1.5rem", maxBlockSize: "50vh", overflow: "auto", whiteSpace: "pre-wrap",
    font: "1rem/1.5 ui-monospace, monospace", color: "#fff", background: "#8c1d18",
  });
});
