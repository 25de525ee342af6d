// Answers of HTTP services, by the beginning of the path; any other path is answered by what was asked.
import { createServer } from "node:http";

const json = (value, headers = {}) => ({ type: "application/json", text: JSON.stringify(value), headers });
const xml = (text) => ({ type: "application/xml", text: `<?xml version="1.0" encoding="UTF-8"?>${text}`, headers: {} });

/** Objects of the store that S3 and Azure share. */
const objects = new Map();

/** Answers by method and the beginning of the path; the first one counts. */
const routes = [
  ["POST /openai/v1/chat/completions", ({ body }) => json(chatCompletion(JSON.parse(body)))],
  ["POST /anthropic/v1/messages", () => json(anthropicMessage)],
  [
    "POST /gemini/",
    () => json({ candidates: [{ content: { role: "model", parts: [{ text: "Hello from the model." }] } }] }),
  ],
  ["POST /mistral/v1/chat/completions", ({ body }) => json(chatCompletion(JSON.parse(body)))],
  ["PUT /s3/", storeObject],
  ["GET /s3/bucket?", () => xml(bucketListing)],
  ["GET /s3/bucket/?", () => xml(bucketListing)],
  ["GET /s3/", ({ path }) => ({ type: "text/plain", text: objects.get(path) ?? "stored", headers: { etag: '"1"' } })],
  ["POST /sts", () => xml(callerIdentity)],
  ["POST /dynamodb", () => ({ ...json({ TableNames: ["orders"] }), type: "application/x-amz-json-1.0" })],
  ["GET /azure/account?", () => xml(containerListing)],
  ["GET /azure/", () => xml(containerListing)],
  ["GET /gcs/b/bucket/o", () => json({ kind: "storage#objects", items: [{ name: "a.txt", bucket: "bucket" }] })],
  [
    "GET /gcs/storage/v1/b/bucket/o",
    () => json({ kind: "storage#objects", items: [{ name: "a.txt", bucket: "bucket" }] }),
  ],
  ["GET /drive/v3/files", ({ query }) => json({ files: [{ id: "1", name: query }] })],
  ["GET /github/repos/", () => json({ id: 1, full_name: "octocat/hello-world", stargazers_count: 42 })],
  ["POST /slack/auth.test", () => json({ ok: true, team: "Team", user: "bot" })],
  ["POST /twilio/", ({ body }) => json({ sid: "SM1", status: "queued", body: new URLSearchParams(body).get("Body") })],
  [
    "POST /v1/customers",
    ({ body }) => json({ id: "cus_1", object: "customer", email: new URLSearchParams(body).get("email") }),
  ],
  ["GET /jira/rest/api/", () => json({ id: "10000", key: "ABC-1", fields: { summary: "Broken" } })],
  ["GET /notion/v1/users/me", () => json({ object: "user", id: "u1", type: "bot", name: "Bot" })],
  ["POST /sendgrid/v3/mail/send", () => ({ status: 202, text: "", headers: { "x-message-id": "m1" } })],
  [
    "POST /graphql",
    ({ body }) => json({ data: { hello: `world ${JSON.stringify(JSON.parse(body).variables ?? {})}` } }),
  ],
  [
    "POST /elastic/",
    () => json({ took: 1, hits: { total: { value: 1 }, hits: [{ _id: "1", _source: { a: 1 } }] } }, elastic),
  ],
  ["GET /redirect", () => ({ status: 302, text: "", headers: { location: "/after" } })],
  ["GET /unavailable", () => ({ status: 503, text: "later", headers: {} })],
];

const elastic = { "x-elastic-product": "Elasticsearch" };
const anthropicMessage = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude",
  content: [{ type: "text", text: "Hello from the model." }],
  stop_reason: "end_turn",
  usage: { input_tokens: 1, output_tokens: 2 },
};
const bucketListing =
  "<ListBucketResult><Name>bucket</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>" +
  "<Contents><Key>a.txt</Key><Size>3</Size></Contents></ListBucketResult>";
const callerIdentity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  "<Arn>arn:aws:iam::1:user/u</Arn><UserId>U</UserId><Account>1</Account></GetCallerIdentityResult>" +
  "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>";
const containerListing =
  '<EnumerationResults ServiceEndpoint="http://127.0.0.1/"><Containers><Container><Name>photos</Name><Properties>' +
  "<Last-Modified>Thu, 01 Jan 2026 00:00:00 GMT</Last-Modified><Etag>1</Etag></Properties></Container></Containers>" +
  "<NextMarker /></EnumerationResults>";

function chatCompletion({ model }) {
  const message = { role: "assistant", content: "Hello from the model." };
  const choices = [{ index: 0, message, finish_reason: "stop" }];
  const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
  return { id: "1", object: "chat.completion", created: 1, model, choices, usage };
}

function storeObject({ path, body }) {
  objects.set(path, body);
  return { text: "", headers: { etag: '"1"' } };
}

/** Returns what was asked, without what differs among machines and versions. */
function echo({ method, path, body, headers }) {
  return json({ method, path, body, type: headers["content-type"]?.replace(/boundary=.*/, "") ?? null });
}

/** Starts the server; returns its base URL. */
export async function startHttp() {
  const server = createServer(async (request, response) => {
    const { method, url = "/", headers } = request;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [path, query = ""] = url.split("?");
    const asked = { method, path: url, query, headers, body: Buffer.concat(chunks).toString() };
    const route = routes.find(
      ([prefix]) => `${method} ${path}?`.startsWith(prefix) || `${method} ${url}`.startsWith(prefix),
    );
    const answer = route ? route[1]({ ...asked, path }) : echo(asked);
    response.writeHead(answer.status ?? 200, { "content-type": answer.type ?? "text/plain", ...answer.headers });
    response.end(answer.text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
}
