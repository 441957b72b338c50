// What tests ask of the client that @hey-api/openapi-ts makes.
import * as api from "./hey/index.js";
import { client } from "./hey/client.gen.js";

client.setConfig({ baseUrl: process.argv[2] ?? "" });
const one = { query: { limit: 1 } };
const at = (key: string | undefined) => ({ path: { key: key ?? "" } });

const articles = await api.listArticles(one);
const sections = await api.listSections(one);
const studies = await api.listStudies(one);
const references = await api.listReferences(one);
const practitioners = await api.listPractitioners(one);
const bundles = await api.listServiceBundles(one);
const topics = await api.listTopics(one);

const topic = await api.getTopic(at(topics.data?.data[0]?.id));
const documents = [
  await api.getArticle(at(articles.data?.data[0]?.id)),
  await api.getSection(at(sections.data?.data[0]?.id)),
  await api.getStudy(at(studies.data?.data[0]?.id)),
  await api.getReference(at(references.data?.data[0]?.id)),
  await api.getPractitioner(at(practitioners.data?.data[0]?.id)),
  await api.getServiceBundle(at(bundles.data?.data[0]?.id)),
  topic,
];

const walked: string[] = [];
let after: string | undefined;
do {
  const query = { limit: 20, "filter[level][gte]": 2, sort: ["-word_count" as const] };
  const { data } = await api.listSections({
    query: after === undefined ? query : { ...query, after },
  });
  walked.push(...(data?.data ?? []).map((each) => each.slug));
  after = data?.page.after;
} while (after !== undefined);

const whole = await api.getArticle({
  path: { key: articles.data?.data[0]?.slug ?? "" },
  query: { include: ["sections", "references.studies"] },
});
const blocks: Partial<Record<api.Block["type"], number>> = {};
for (const block of whole.data?.included?.sections?.flatMap((each) => each.blocks ?? []) ?? []) {
  blocks[block.type] = (blocks[block.type] ?? 0) + 1;
}
// @ts-expect-error A whole article has no such member.
void whole.data?.data.titel;

const found = await api.searchContent({ query: { q: "lumbago", types: ["topic"] } });
const missing = await api.getTopic(at("no-such-topic"));
const again = await api.getTopic({
  ...at(topic.data?.data.id),
  headers: { "If-None-Match": topic.response?.headers.get("ETag") ?? "" },
});

console.log(
  JSON.stringify({
    types: documents.map((each) => each.data?.data.slug),
    walked,
    included: Object.entries(whole.data?.included ?? {}).map(([name, list]) => [name, list.length]),
    blocks,
    titled: true,
    found: found.data?.data[0]?.slug,
    error: [missing.error?.status, missing.error?.code],
    again: again.response?.status,
  }),
);
