"use strict";
// The page is whole without this: it filters, and shows journals with bodies.

const filter = document.querySelector(".filter");
const examples = [...document.querySelectorAll(".example")].map((node) => ({
  node,
  tags: node.dataset.tags.split(" "),
  result: node.dataset.result,
}));

function textOf(example) {
  // Read when somebody first searches: the journal is left out.
  example.text ??= [
    example.node.closest(".feature").dataset.title,
    example.node.closest(".rule").dataset.title,
    ...[...example.node.querySelectorAll("summary, .steps, .failure")]
      .filter((one) => !one.closest(".journal"))
      .map((one) => one.textContent),
    example.node.dataset.tags,
  ].join(" ").toLowerCase();
  return example.text;
}

function hideEmpty(selector) {
  for (const one of document.querySelectorAll(selector)) {
    one.hidden = !one.querySelector(".example:not([hidden])");
  }
}

function choose() {
  const words = filter.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const tag = filter.tag.value.trim().replace(/^@/, "");
  const result = filter.result.value;
  let shown = 0;
  for (const example of examples) {
    const fits = (!result || example.result === result)
      && (!tag || example.tags.some((one) => one.startsWith(tag)))
      && words.every((word) => textOf(example).includes(word));
    example.node.hidden = !fits;
    shown += fits;
  }
  for (const selector of [".rule", ".feature", ".folder"]) hideEmpty(selector);
  filter.querySelector("output").value = `${shown} of ${examples.length} Examples`;
}

filter.hidden = false;
filter.addEventListener("input", choose);
filter.addEventListener("submit", (event) => event.preventDefault());
choose();

let unpacked;

function journals() {
  unpacked ??= (async () => {
    const packed = atob(document.getElementById("journals").textContent.trim());
    const bytes = Uint8Array.from(packed, (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream();
    return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).json();
  })();
  return unpacked;
}

function made(kind, text, name = "") {
  const node = document.createElement(kind);
  node.textContent = text;
  node.className = name;
  return node;
}

function callOf([line, request, reply], bodies) {
  const call = made("details", "", "call");
  call.append(made("summary", line));
  call.addEventListener("toggle", () => {
    if (call.childElementCount > 1) return;
    for (const [title, body] of [["Request", request], ["Reply", reply]]) {
      const text = made("pre", body === null ? "no body" : bodies[body]);
      text.tabIndex = 0;
      call.append(made("h6", title), text);
    }
  });
  return call;
}

for (const journal of document.querySelectorAll(".journal")) {
  journal.addEventListener("toggle", async () => {
    const { bodies, journals: all } = await journals();
    const entries = all[journal.dataset.journal].map((entry) =>
      typeof entry === "string" ? made("h5", entry) : callOf(entry, bodies));
    journal.replaceChildren(journal.querySelector("summary"), ...entries);
  }, { once: true });
}
