// Adds exchanges to the journal as they come; after a break the page is read anew, as
// the parts may be others. Without it the page has a Refresh button.
"use strict";
const rows = document.querySelector("[data-stream]");
const note = document.getElementById("live");
if (rows && "EventSource" in window) {
  const source = new EventSource(rows.dataset.stream);
  let broke = false;
  source.onopen = () => { note.hidden = false; if (broke) { location.reload(); } };
  source.onmessage = (event) => {
    rows.insertAdjacentHTML("afterbegin", JSON.parse(event.data));
    while (rows.children.length > 500) { rows.lastElementChild.remove(); }
    document.getElementById("none")?.remove();
  };
  source.addEventListener("full", () => { note.hidden = true; source.close(); });
  source.onerror = () => { note.hidden = true; broke = true; };
}
