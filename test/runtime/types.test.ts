import { expectTypeOf, test } from "vitest";
import type { ActionError, Executor, FailureKind, Json, Runtime, RuntimeEvent } from "../../runtime/index.js";
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
    // @ts-expect-error an argument that is missing
    runtime.run("slack.post", {});
    // @ts-expect-error no arguments at all
    runtime.run("slack.post");
    // @ts-expect-error an option that is not there
    runtime.run("slack.post", { text: "a" }, { timeot: 1 });
    // @ts-expect-error text of which only a part is known
    runtime.run(`slack.${key}`, { text: "a" });
    // @ts-expect-error no JSON
    runtime.run(key, { text: () => 1 });
    expectTypeOf(runtime.run(key, {}, { timeout: 1 })).resolves.toEqualTypeOf<Json>();
    const either: keyof Actions = key as keyof Actions;
    expectTypeOf(runtime.run(either, { text: "a" })).resolves.toEqualTypeOf<{ id: number } | null>();
  };
  expectTypeOf(check).toBeFunction();
});

test("a generic caller keeps the types of its key", () => {
  const generic = <K extends keyof Actions>(runtime: Runtime<Actions>, key: K, args: Actions[K]["input"]) =>
    runtime.run(key, args);
  const bound = <K extends keyof Actions>(runtime: Runtime<Actions>, key: K, args: Actions[K]["input"]) =>
    runtime.actions[key](args);
  const check = (runtime: Runtime<Actions>): void => {
    expectTypeOf(generic(runtime, "github.get_repo", { owner: "a" })).resolves.toEqualTypeOf<{ id: number }>();
    expectTypeOf(bound(runtime, "slack.post", { text: "a" })).resolves.toEqualTypeOf<null>();
  };
  expectTypeOf(check).toBeFunction();
});

test("actions are functions by key, with the same types", () => {
  const check = (runtime: Runtime<Actions>, untyped: Runtime): void => {
    expectTypeOf(runtime.actions["github.get_repo"]({ owner: "a" })).resolves.toEqualTypeOf<{ id: number }>();
    expectTypeOf(runtime.actions["slack.post"]({ text: "a" }, { timeout: 1 })).resolves.toEqualTypeOf<null>();
    // @ts-expect-error a key that is not there
    runtime.actions["github.get_rep"];
    // @ts-expect-error an argument of the wrong type
    runtime.actions["slack.post"]({ text: 1 });
    expectTypeOf(untyped.actions["any.key"]?.({ a: 1 })).toEqualTypeOf<Promise<Json> | undefined>();
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

test("a failure can be switched over exhaustively, and so can events", () => {
  const wait = ({ failure }: ActionError): number => {
    switch (failure?.kind) {
      case undefined:
      case "auth":
      case "permission":
      case "not_found":
      case "invalid_request":
      case "conflict":
      case "upstream":
      case "timeout":
      case "limit":
      case "internal":
        return 0;
      case "rate_limited":
        expectTypeOf(failure.kind).toEqualTypeOf<"rate_limited">();
        return failure.retryAfter ?? 1;
      case "unavailable":
        return 10;
      default:
        return failure satisfies never;
    }
  };
  const incomplete = ({ failure }: ActionError): string => {
    switch (failure?.kind) {
      case "auth":
        return "sign in";
      default:
        // @ts-expect-error the other kinds are left
        return failure satisfies never;
    }
  };
  expectTypeOf<NonNullable<ActionError["failure"]>["kind"]>().toEqualTypeOf<FailureKind>();
  const tell = (event: RuntimeEvent): string => {
    switch (event.kind) {
      case "started":
      case "log":
      case "progress":
      case "finished":
        return event.call;
      case "lane-started":
      case "lane-retired":
      case "lane-lost":
        return event.domain;
      case "late-fault":
        return event.reason === "output" ? event.line.message : event.failure.message;
      case "secret-in-result":
        return event.action;
      default:
        return event satisfies never;
    }
  };
  expectTypeOf([wait, incomplete, tell]).toBeArray();
});
