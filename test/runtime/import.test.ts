import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Everything that Node loads for a program, modules and CommonJS alike. */
function loadedBy(program: string): string {
  const code = `
    import { register, Module } from "node:module";
    const hooks = "export const resolve = async (s, c, next) => { const r = await next(s, c); process._rawDebug(r.url); return r; }";
    register("data:text/javascript," + encodeURIComponent(hooks));
    const load = Module._load;
    Module._load = function (name, ...rest) { process._rawDebug("cjs " + name); return load.call(this, name, ...rest); };
    ${program}
  `;
  const options = { cwd: root, encoding: "utf8", stdio: "pipe" } as const;
  const script = `${JSON.stringify(code)}`;
  return execFileSync(
    "/bin/sh",
    ["-c", `"${process.execPath}" --input-type=module -e ${shell(JSON.parse(script))} 2>&1`],
    options,
  );
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

test("importing the runtime loads neither compilers nor what only failures need", async () => {
  const { outputFiles } = await build({
    entryPoints: [`${root}/runtime/index.ts`],
    bundle: true,
    splitting: true,
    write: false,
    outdir: `${root}/dist`,
    format: "esm",
    platform: "node",
    packages: "external",
    metafile: true,
  });
  expect(outputFiles.length).toBeGreaterThan(1);
  const loaded = loadedBy('await import("actionary/runtime");');
  expect(loaded).toContain("node-worker-threads-pool");
  for (const heavy of ["typescript", "handlebars", "ajv", "tsx", "esbuild", "leven", "tsdoc", "/codegen/"]) {
    expect(loaded, heavy).not.toContain(`/${heavy.replaceAll("/", "")}/`);
  }
});
