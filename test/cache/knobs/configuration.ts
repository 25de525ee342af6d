import type { Entry, Turned } from "./positions.js";

/** Makes the configuration files of the project. */
export function configuration({ at, pick }: Turned): Readonly<Record<string, Entry>> {
  const paths = at.paths === 0 ? ["./nowhere/*"] : at.paths === 2 ? ["./actions/_two/*"] : ["./actions/_one/*"];
  const map = { paths: { "@map/*": at.paths === 0 ? ["./actions/_one/*"] : paths } };
  const options = [{}, { exactOptionalPropertyTypes: true }, { typeRoots: ["./roots"] }, { types: undefined }][
    at.options ?? 0
  ];
  const base = {
    ...{ module: "esnext", moduleResolution: "bundler", target: "es2023", resolveJsonModule: true, types: ["node"] },
    ...(at.options === 2 ? { types: undefined } : {}),
    ...options,
    ...(at.paths === 3 ? { paths: { "@map/*": ["./actions/_two/*"] } } : {}),
  };
  const main = { extends: "./tsconfig.base.json", compilerOptions: at.paths === 3 ? {} : map };
  return {
    "package.json": `{ "name": "sample", "type": "module", "dependencies": { "fake-vendor": "1", "fake-global": "1", "more-global": "1", "fake-extra": "1" } }\n`,
    "package-lock.json": `{ "version": ${pick("lockfile", "1", "2")} }\n`,
    "tsconfig.json": `${JSON.stringify(main)}\n`,
    ...(at.extended === 1 ? {} : { "tsconfig.base.json": `${JSON.stringify({ compilerOptions: base })}\n` }),
    ...(at.nearConfig === 1 ? { "actions/tsconfig.json": '{ "extends": "../tsconfig.json" }\n' } : {}),
  };
}
