import { expect, test } from "vitest";
import type { BuiltAction } from "../../runtime/contract/build.js";
import type { SecretRequirement } from "../../runtime/contract/manifest.js";
import { ActionError, chain } from "../../runtime/index.js";
import { explainDenied } from "../../runtime/invoke/access-denied.js";
import { resolveSecrets } from "../../runtime/secrets/resolve.js";

// What an action lacks, in words that name each way to give it.

const chat = { name: "chat", keys: ["CHAT_KEY", "CHAT_ID"], optionalKeys: [], optional: false };
const mail = { name: "mail", keys: ["MAIL_KEY"], optionalKeys: [], optional: false };
const acme = { name: "acme_oauth", keys: ["ACME_USER_TOKEN"], optionalKeys: [], optional: false };
const loose = { name: "loose", keys: [], optionalKeys: ["LOOSE_KEY"], optional: false };

async function missing(...requirements: readonly SecretRequirement[]): Promise<ActionError> {
  const action = { secrets: requirements } as unknown as BuiltAction;
  const secrets = { acme_oauth: { type: "oauth", providerId: "acme", keys: {} } } as const;
  const context = { action: "a.b", signal: new AbortController().signal };
  const lookup = { key: "a.b", action, secrets, provider: chain(), context };
  const error = await Promise.resolve()
    .then(() => resolveSecrets(lookup))
    .catch((thrown) => thrown);
  return error instanceof ActionError ? error : expect.unreachable();
}

test("one secret is named with its keys and their variables", async () => {
  expect((await missing(mail)).message).toBe(
    "`a.b` needs MAIL_KEY of the secret `mail` (environment variable MAIL__MAIL_KEY or MAIL_KEY). " +
      'Or pass the value: `secrets: { mail: { MAIL_KEY: "…" } }`.',
  );
  expect((await missing(chat)).message).toContain(
    "CHAT_KEY and CHAT_ID of the secret `chat` (environment variable CHAT__CHAT_KEY or CHAT_KEY, and CHAT__CHAT_ID or CHAT_ID)",
  );
});

test("of several each is named, and a choice as one", async () => {
  const { message, details } = await missing(chat, { oneOf: [mail, acme, loose] });
  expect(message).toMatch(
    /needs CHAT_KEY and .*, and either MAIL_KEY of .* or ACME_USER_TOKEN of the secret `acme_oauth` \(environment variable ACME_OAUTH__ACME_USER_TOKEN\) or LOOSE_KEY of /,
  );
  expect(details).toEqual([
    { name: "chat", keys: ["CHAT_KEY", "CHAT_ID"] },
    { name: "mail", keys: ["MAIL_KEY"] },
    { name: "acme_oauth", keys: ["ACME_USER_TOKEN"] },
    { name: "loose", keys: ["LOOSE_KEY"] },
  ]);
});

test.each([
  [{ permission: "FileSystemRead", resource: "/srv/data/a.txt" }, "`@permission fs:/srv/data/`"],
  [{ permission: "FileSystemWrite", resource: "a.txt" }, "`@permission fs:a.txt`"],
  [{ permission: "FileSystemWrite", resource: "data/../other/a.txt" }, "`@permission fs:other/`"],
  [{ permission: "FileSystemWrite", resource: "" }, "`@permission fs:PATH`"],
  [{ permission: "ChildProcess", resource: "" }, "`@permission child-process`"],
  [{ permission: "WorkerThreads" }, "No `@permission` allows it: make the work actions"],
])("what Node refuses is answered with the permission: %o", (facts, advice) => {
  const error = { code: "ERR_ACCESS_DENIED", ...facts } as Readonly<Record<string, unknown>>;
  const text = "Access to this API has been restricted. Use --allow-fs-write to manage permissions.";
  const explained = explainDenied(text, (key) => error[key]);
  expect(explained).toContain(advice);
  expect(explained).not.toContain("--allow");
});

test("other errors keep their message", () => {
  expect(explainDenied("No such file.", () => "ENOENT")).toBe("No such file.");
});
