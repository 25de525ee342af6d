import { expectTypeOf, test } from "vitest";
import type { Executor, Json, Runtime } from "../../runtime/index.js";
import { type Failure, oauth, oneOf, secret } from "../../runtime/sdk/index.js";

// Checked by tsc: nothing here runs.

interface Actions {
  "github.get_repo": { input: { owner: string; repo?: string }; output: { id: number } };
  "slack.post": { input: { text: string }; output: null };
}

test("run is typed by the actions", () => {
  const check = async (runtime: Runtime<Actions>, key: string): Promise<void> => {
    expectTypeOf(runtime.run("github.get_repo", { owner: "a" })).resolves.toEqualTypeOf<{ id: number }>();
    // @ts-expect-error a key that is not there
    runtime.run("github.get_rep", { owner: "a" });
    // @ts-expect-error an argument that is not there
    runtime.run("github.get_repo", { owners: "a" });
    // @ts-expect-error an argument of the wrong type
    runtime.run("slack.post", { text: 1 });
    expectTypeOf(runtime.run(key, { anything: [1] })).resolves.toEqualTypeOf<Json>();
    const either: keyof Actions = key as keyof Actions;
    expectTypeOf(runtime.run(either, { text: "a" })).resolves.toEqualTypeOf<{ id: number } | null>();
  };
  expectTypeOf(check).toBeFunction();
});

test("without actions any key goes, and a runtime is an executor", () => {
  const check = (runtime: Runtime): Executor => {
    expectTypeOf(runtime.run("any.key", { a: 1 })).resolves.toEqualTypeOf<Json>();
    return runtime;
  };
  expectTypeOf(check).toBeFunction();
});

test("secrets know their keys", () => {
  const slack = secret({
    name: "slack",
    keys: ["TOKEN"],
    optionalKeys: ["SIGNING"],
    fields: { TOKEN: { title: "Token" } },
  });
  const maybe = secret({ name: "maybe", keys: ["KEY"], optional: true });
  const check = (): void => {
    expectTypeOf(slack.get("TOKEN")).toEqualTypeOf<string>();
    expectTypeOf(slack.get("SIGNING")).toEqualTypeOf<string | undefined>();
    expectTypeOf(maybe.get("KEY")).toEqualTypeOf<string | undefined>();
    // @ts-expect-error a mistyped key
    slack.get("TOKNE");
    // @ts-expect-error a field of no key
    secret({ name: "slack", keys: ["TOKEN"], fields: { OTHER: {} } });
    const user = oauth({ providerId: "acme", grantType: "authorization_code" });
    const optional = oauth({ providerId: "acme", grantType: "client_credentials", optional: true });
    expectTypeOf(user.token()).toEqualTypeOf<string>();
    expectTypeOf(optional.token()).toEqualTypeOf<string | undefined>();
    expectTypeOf(oneOf(user, optional).token()).toEqualTypeOf<string>();
    expectTypeOf(oneOf(optional).token()).toEqualTypeOf<string | undefined>();
    const first = oneOf(slack, maybe).first();
    if (first.name === "slack") expectTypeOf(first.get("TOKEN")).toEqualTypeOf<string>();
    // @ts-expect-error a kind that is not there
    const _: ConstructorParameters<typeof Failure>[0] = "broken";
  };
  expectTypeOf(check).toBeFunction();
});
