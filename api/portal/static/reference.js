// Shows the contract of this server in Swagger UI, and mends what keeps people from using it.
"use strict";

const place = document.querySelector("#try");

// Examples and defaults would be filled into every field, and sent. Here they are words.
function describe(parameter) {
  const { example, ...rest } = parameter;
  const { default: usual, ...schema } = parameter.schema;
  const notes = [];
  if (usual !== undefined) notes.push(`By default \`${usual}\`.`);
  if (!parameter.required && example !== undefined) notes.push(`Example: \`${example}\``);
  const words = [parameter.description, ...notes].join(" ");
  return { ...rest, schema, description: words, ...(parameter.required && { example }) };
}

// What is nearly always wanted comes before dozens of filters.
function order(parameters) {
  const isFilter = (each) => Number(Boolean(each.name?.startsWith("filter[")));
  return [...parameters].sort((one, other) => isFilter(one) - isFilter(other));
}

// All problems look the same, and so do all headers; both are explained once, elsewhere.
function prepare(contract) {
  const shared = contract.components.parameters;
  for (const name of Object.keys(shared)) shared[name] = describe(shared[name]);
  for (const operation of Object.values(contract.paths).flatMap(Object.values)) {
    const described = operation.parameters?.map((each) => each.$ref ? each : describe(each));
    operation.parameters = described && order(described);
    delete operation.responses["200"].headers;
  }
  for (const answer of Object.values(contract.components.responses)) {
    delete answer.content;
    delete answer.headers;
  }
  return contract;
}

// What has no name gets one, groups have titles, what scrolls can be reached by keyboard, and no
// button holds a link.
function mend() {
  for (const row of place.querySelectorAll("[data-param-name]")) {
    for (const field of row.querySelectorAll("input, select, textarea")) {
      field.setAttribute("aria-label", row.dataset.paramName);
    }
  }
  for (const button of place.querySelectorAll(".copy-to-clipboard button")) {
    button.setAttribute("aria-label", "Copy");
  }
  for (const name of place.querySelectorAll(".opblock-tag a > span")) {
    const title = name.textContent.replace(/^./, (letter) => letter.toUpperCase()).replaceAll("_", " ");
    if (title !== name.textContent) name.textContent = title;
  }
  for (const text of place.querySelectorAll("pre")) text.tabIndex = 0;
  for (const inner of place.querySelectorAll("button a[href]")) inner.removeAttribute("href");
}

// Between the button and the answer there may be dozens of fields.
let asked = null;

function show() {
  const answer = asked?.querySelector(".live-responses-table");
  if (!answer || asked.querySelector(".loading-container")) return;
  asked.querySelector(".responses-wrapper").scrollIntoView();
  answer.tabIndex = -1;
  answer.focus({ preventScroll: true });
  asked = null;
}

async function start() {
  const answer = await fetch("/openapi.json");
  SwaggerUIBundle({
    spec: prepare(await answer.json()),
    domNode: place,
    deepLinking: true,
    validatorUrl: null,
    tryItOutEnabled: true,
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    syntaxHighlight: false,
  });
}

place.addEventListener("click", (event) => {
  if (event.target.matches(".execute")) asked = event.target.closest(".opblock");
});
new MutationObserver(() => { mend(); show(); }).observe(place, { childList: true, subtree: true });
start();
