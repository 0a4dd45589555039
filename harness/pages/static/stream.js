// Adds exchanges to the journal as they come. Without it the page has a Refresh link.
"use strict";
const rows = document.querySelector("[data-stream]");
const note = document.getElementById("live");
if (rows && "EventSource" in window) {
  const source = new EventSource(rows.dataset.stream);
  source.onopen = () => { note.hidden = false; };
  source.onmessage = (event) => {
    rows.insertAdjacentHTML("afterbegin", JSON.parse(event.data));
    while (rows.children.length > 500) { rows.lastElementChild.remove(); }
    document.getElementById("none")?.remove();
  };
  source.addEventListener("full", () => { note.hidden = true; source.close(); });
  source.onerror = () => { note.hidden = true; };
}
