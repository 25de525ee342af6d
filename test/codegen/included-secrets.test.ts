import { expect, test } from "vitest";
import { emitCurrent } from "../../codegen/emit/emit-current.js";
import { emitManifest } from "../../codegen/emit/emit-manifest.js";
import { Members } from "../../codegen/emit/print-json.js";
import type { SecretModel } from "../../codegen/model/models.js";
import type { Project } from "../../codegen/model/project.js";

// Where a secret is declared decides whether its bare keys open variables of the host.

function declared(file: string, name: string, ...keys: readonly string[]): SecretModel {
  const source = { source: { file, text: "" }, start: 0, end: 0 };
  const facts = { optionalKeys: [], optional: false, title: name, fields: [], source };
  return { kind: "custom", type: "custom", name, keys, ...facts };
}

test("keys that only an included package declares are told, those of the project's own actions are not", () => {
  const secrets = [
    declared("node_modules/pkg/actions/a.ts", "shared", "OWN_KEY", "DATABASE_URL"),
    declared("actions/a.ts", "shared", "OWN_KEY"),
    declared("actions/b.ts", "mine", "MY_KEY"),
    declared("actions/node_modules/pkg/a.ts", "theirs", "NODE_OPTIONS"),
  ];
  const manifest = emitManifest([], { secrets, platforms: [], packages: [] });
  const project = { actions: "actions" } as Project;
  const none = new Members([], []);
  const files = { fixed: [], sdk: { file: "sdk.js", sha256: "" }, modules: none, validators: none };
  const built = emitCurrent(manifest, { sources: { actions: [], endpoints: [], secrets }, project }, files);
  const { names, values } = built.secrets;
  expect(Object.fromEntries(names.map((name, index) => [name, values[index]]))).toEqual({
    mine: { type: "custom", keys: ["MY_KEY"], optionalKeys: [] },
    shared: { type: "custom", keys: ["OWN_KEY", "DATABASE_URL"], optionalKeys: [], includedKeys: ["DATABASE_URL"] },
    theirs: { type: "custom", keys: ["NODE_OPTIONS"], optionalKeys: [], includedKeys: ["NODE_OPTIONS"] },
  });
});
