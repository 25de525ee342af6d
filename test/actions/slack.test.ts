import { testAction } from "actionary/testing";
import { expect, test } from "vitest";
import { postMessage } from "../../actions/tools/slack.js";
import { slackChannels, slackToken, startSlack } from "../vendors/slack.js";
import { useVendor } from "./use-vendor.js";

const slack = useVendor(startSlack);

type Arguments = Parameters<typeof postMessage>;

function post(args: Arguments, token = slackToken) {
  return testAction(postMessage, args, {
    endpoints: { slack: slack().url },
    secrets: { slack: { SLACK_BOT_TOKEN: token } },
  });
}

test("posts text", async () => {
  await expect(post([slackChannels.open, "Deployed."])).resolves.toMatchObject({
    ok: true,
    channel: slackChannels.open,
    ts: "1503435956.000247",
    message: { type: "message", text: "Deployed." },
  });
  const [request] = slack().seen;
  expect(request).toMatchObject({ method: "POST", path: "/chat.postMessage" });
  expect(request?.body).toBe(`channel=${slackChannels.open}&text=Deployed.`);
});

test("posts blocks as JSON within the form, into a thread", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*Deployed.*" } }];
  const result = await post([slackChannels.open, undefined, blocks, "1503435956.000200"]);
  expect(result.message).toMatchObject({ blocks, thread_ts: "1503435956.000200" });
});

test.each([
  ["channel_not_found", "not_found", ["C0000NOWHERE", "Hello"]],
  ["is_archived", "conflict", [slackChannels.archived, "Hello"]],
  ["not_in_channel", "permission", [slackChannels.foreign, "Hello"]],
  ["no_text", "invalid_request", [slackChannels.open]],
  ["msg_too_long", "invalid_request", [slackChannels.open, "x".repeat(40_001)]],
] as const)("%s is `%s`", async (code, kind, args) => {
  await expect(post([...args])).rejects.toMatchObject({
    kind,
    message: `Slack: ${code}`,
    details: { system: "slack", status: 200, code, requestId: "c0de1234" },
  });
  expect(slack().seen).toHaveLength(1);
});

test("an unknown token is `auth`", async () => {
  await expect(post([slackChannels.open, "Hello"], "xoxb-other")).rejects.toMatchObject({
    kind: "auth",
    details: { code: "invalid_auth" },
  });
});

test("what is wrong with the blocks is in the message", async () => {
  await expect(post([slackChannels.open, undefined, [{ type: "poem" }]])).rejects.toMatchObject({
    kind: "invalid_request",
    message: expect.stringContaining("json-pointer:/blocks/0/type"),
  });
});

test("a missing scope is named", async () => {
  const body = { ok: false, error: "missing_scope", needed: "chat:write", provided: "users:read" };
  slack().answerWith({ status: 200, body });
  await expect(post([slackChannels.open, "Hello"])).rejects.toMatchObject({
    kind: "permission",
    message: "Slack: missing_scope; needs the scope chat:write; the token has users:read",
  });
});

test("is sent again when Slack asks to slow down", async () => {
  const slowDown = { status: 429, headers: { "retry-after": "0" }, body: { ok: false, error: "ratelimited" } };
  slack().answerWith(slowDown, slowDown);
  await expect(post([slackChannels.open, "Hello"])).resolves.toMatchObject({ ok: true });
  expect(slack().seen).toHaveLength(3);
});

test("is not sent again when it may have been posted", async () => {
  slack().answerWith({ status: 503, headers: { "retry-after": "0" }, body: "Service Unavailable" });
  await expect(post([slackChannels.open, "Hello"])).rejects.toMatchObject({ kind: "unavailable" });
  slack().answerWith("disconnect");
  await expect(post([slackChannels.open, "Hello"])).rejects.toMatchObject({ kind: "unavailable" });
  expect(slack().seen).toHaveLength(2);
});
