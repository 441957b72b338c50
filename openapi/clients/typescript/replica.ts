// Holds a copy of everything in a file, brings it up to date, and proves that it is right.
//     node replica.js http://localhost:8000 copy.json
import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "./acupoint.js";

type AnyDocument = components["schemas"]["AnyDocument"];
type Copy = { next: string; documents: Record<string, AnyDocument> };

const [base = "http://localhost:8000", file = "copy.json"] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl: base });
const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");

async function begin(): Promise<Copy> {
  const { data: manifest, error } = await api.GET("/v1/snapshots/latest");
  if (!manifest) throw new Error(error.detail);
  const found = manifest.data.files.find((each) => each.media_type === "application/x-ndjson");
  if (!found) throw new Error("there is no NDJSON");
  const bytes = new Uint8Array(await (await fetch(new URL(found.href, base))).arrayBuffer());
  if (sha256(bytes) !== found.sha256) throw new Error("the download was cut short");
  const lines = new TextDecoder().decode(bytes).split("\n").filter(Boolean);
  const documents = lines.map((line) => JSON.parse(line) as AnyDocument);
  return { next: manifest.data.next, documents: Object.fromEntries(documents.map((d) => [d.id, d])) };
}

async function refresh(copy: Copy): Promise<string | undefined> {
  for (;;) {
    const since = new URL(copy.next, base).searchParams.get("since") ?? "";
    const { data: page, error } = await api.GET("/v1/sync", { params: { query: { since } } });
    if (error?.code === "cursor-expired") return undefined;
    if (!page) throw new Error(error.detail);
    for (const change of page.data) {
      console.log(change.seq, change.op, change.change_class, change.id);
      if (change.op === "upsert") copy.documents[change.id] = change.document;
      else delete copy.documents[change.id];
    }
    copy.next = page.next;
    if (!page.has_more) return page.state.digest;
  }
}

const kept = await readFile(file, "utf8").catch(() => undefined);
let copy = kept ? (JSON.parse(kept) as Copy) : await begin();
let digest = await refresh(copy);
if (!digest) {
  copy = await begin();
  digest = await refresh(copy);
}
const pairs = Object.values(copy.documents).map((each) => `${each.id}:${each.rev}`).sort();
if (sha256(pairs.join("\n")) !== digest) throw new Error("the copy is not right");
await writeFile(`${file}.new`, JSON.stringify(copy));
await rename(`${file}.new`, file);
console.log(`${pairs.length} documents, proved by ${digest.slice(0, 16)}`);
