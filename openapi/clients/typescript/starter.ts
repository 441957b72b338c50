// Reads an article with everything that it rests on, then asks again for nothing.
import createClient from "openapi-fetch";
import type { components, paths } from "./acupoint.js";

type Block = components["schemas"]["Block"];
type Inline = components["schemas"]["Inline"];

// The media types say that documents are whole. For `fields`, make a second client with
// "application/vnd.acupoint.sparse+json" in place of "application/json".
const api = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: process.argv[2] ?? "http://localhost:8000",
  querySerializer: { array: { style: "form", explode: false } },
});

const words = (runs: Inline[]): string =>
  runs.map((run) => (run.type === "citation" ? `[${run.number}]` : run.text)).join("");

function show(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return words(block.content);
    case "list":
    case "steps":
      return block.items.map((item) => `- ${words(item.content)}`).join("\n");
    case "callout":
    case "quote":
      return block.blocks.map((inner) => `> ${show(inner)}`).join("\n");
    case "table":
      return block.columns.map((column) => words(column.heading)).join(" | ");
    case "evidence_table":
      return block.rows.map((row) => `${row.title}: ${row.outcome}`).join("\n");
    case "bundle_list":
      return block.items.map((item) => item.title).join("\n");
    case "image":
      return block.image.alt;
    default:
      return ""; // A type that is newer than this program.
  }
}

const key = "your-first-acupuncture-session";
const { data, error, response } = await api.GET("/v1/articles/{key}", {
  params: { path: { key }, query: { include: ["sections", "references"] } },
});
if (error) throw new Error(`${error.code}: ${error.detail}`);

console.log(data.data.title);
for (const section of data.included?.sections ?? []) {
  console.log(`\n${section.heading ?? ""}`);
  for (const block of section.blocks ?? []) console.log(show(block));
}
console.log(`\nIt cites ${data.included?.references?.length ?? 0} references.`);

const again = await api.GET("/v1/articles/{key}", {
  params: { path: { key }, query: { include: ["sections", "references"] } },
  headers: { "If-None-Match": response.headers.get("ETag") ?? "" },
});
console.log(`Asked again: ${again.response.status}`);
