// What tests ask of the client that openapi-typescript and openapi-fetch make.
import createClient from "openapi-fetch";
import type { components, paths } from "./acupoint.js";

const api = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: process.argv[2] ?? "",
  querySerializer: { array: { style: "form", explode: false } },
});
const one = { params: { query: { limit: 1 } } };
const at = (key: string | undefined) => ({ params: { path: { key: key ?? "" } } });

const articles = await api.GET("/v1/articles", one);
const sections = await api.GET("/v1/sections", one);
const studies = await api.GET("/v1/studies", one);
const references = await api.GET("/v1/references", one);
const practitioners = await api.GET("/v1/practitioners", one);
const bundles = await api.GET("/v1/service-bundles", one);
const topics = await api.GET("/v1/topics", one);

const article = await api.GET("/v1/articles/{key}", at(articles.data?.data[0]?.id));
const section = await api.GET("/v1/sections/{key}", at(sections.data?.data[0]?.id));
const study = await api.GET("/v1/studies/{key}", at(studies.data?.data[0]?.id));
const reference = await api.GET("/v1/references/{key}", at(references.data?.data[0]?.id));
const practitioner = await api.GET("/v1/practitioners/{key}", at(practitioners.data?.data[0]?.id));
const bundle = await api.GET("/v1/service-bundles/{key}", at(bundles.data?.data[0]?.id));
const topic = await api.GET("/v1/topics/{key}", at(topics.data?.data[0]?.id));

const walked: string[] = [];
let after: string | undefined;
do {
  const query = { limit: 20, "filter[level][gte]": 2, sort: ["-word_count" as const] };
  const { data } = await api.GET("/v1/sections", {
    params: { query: after === undefined ? query : { ...query, after } },
  });
  walked.push(...(data?.data ?? []).map((each) => each.slug));
  after = data?.page.after;
} while (after !== undefined);

const key = articles.data?.data[0]?.slug ?? "";
const whole = await api.GET("/v1/articles/{key}", {
  params: { path: { key }, query: { include: ["sections", "references.studies"] } },
});
const blocks: Partial<Record<components["schemas"]["Block"]["type"], number>> = {};
for (const block of whole.data?.included?.sections?.flatMap((each) => each.blocks ?? []) ?? []) {
  blocks[block.type] = (blocks[block.type] ?? 0) + 1;
}

const sparse = createClient<paths, "application/vnd.acupoint.sparse+json">({
  baseUrl: process.argv[2] ?? "",
  querySerializer: { array: { style: "form", explode: false } },
});
const titles = await sparse.GET("/v1/articles", {
  params: { query: { "fields[article]": ["title"] } },
});
// @ts-expect-error A sparse article may have no title, so it is no text.
const unsure: string | undefined = titles.data?.data[0]?.title satisfies string;
// @ts-expect-error A whole article has no such member.
void article.data?.data.titel;

const found = await api.GET("/v1/search", { params: { query: { q: "lumbago", types: ["topic"] } } });
const missing = await api.GET("/v1/topics/{key}", at("no-such-topic"));
const again = await api.GET("/v1/topics/{key}", {
  ...at(topic.data?.data.id),
  headers: { "If-None-Match": topic.response.headers.get("ETag") ?? "" },
});

console.log(
  JSON.stringify({
    types: [article, section, study, reference, practitioner, bundle, topic].map(
      (each) => each.data?.data.slug,
    ),
    walked,
    included: Object.entries(whole.data?.included ?? {}).map(([name, list]) => [name, list.length]),
    blocks,
    titled: unsure !== undefined,
    found: found.data?.data[0]?.slug,
    error: [missing.error?.status, missing.error?.code],
    again: again.response.status,
  }),
);
