import { posix } from "node:path";
import { expect, test } from "vitest";
import { emitValidators } from "../../codegen/emit/emit-validators.js";
import { noopObserver } from "../../codegen/report/observer.js";

test("a validator imports Ajv's helpers where it needs them, and is a single file to load where it does not", async () => {
  const background = { names: new Set<string>(), codes: Promise.resolve(new Map<string, string>()) };
  const schemas = [{ type: "string" }, { type: "string", minLength: 1 }, { const: 'helpers["' }];
  const { artifacts, validators } = await emitValidators(schemas, {
    cache: undefined,
    observer: noopObserver,
    background,
  });
  const paths = artifacts.map(({ path }) => path);
  const imports = artifacts
    .filter(({ path }) => path.startsWith("build/validators/"))
    .map(({ path, content }) => ({ path, content: String(content) }))
    .map(({ path, content }) => ({
      isLong: content.includes("minLength"),
      imported: [...content.matchAll(/^import .* from "(.+)";$/gm)].map(([, to = ""]) =>
        paths.includes(posix.join(posix.dirname(path), to)),
      ),
    }));
  expect(imports).toHaveLength(3);
  for (const { isLong, imported } of imports) expect(imported).toEqual(isLong ? [true] : []);
  const helpers = artifacts.flatMap(({ path, sha256 }) =>
    path.startsWith("build/ajv-") ? [{ file: path.slice("build/".length), sha256 }] : [],
  );
  expect(Object.values(validators).flatMap((validator) => validator.helpers ?? [])).toEqual(helpers);
});
