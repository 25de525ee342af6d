import type { Entry, Turned } from "./positions.js";

/** Makes secrets, and actions that use them. */
export function secrets({ at, pick }: Turned): Readonly<Record<string, Entry>> {
  const declare = (name: string, keys: string): string => `secret({ name: "${name}", keys: [${keys}] })`;
  const first = pick(
    "secret",
    declare("first", '"FIRST_KEY"'),
    declare("first", '"FIRST_KEY", "FIRST_ID"'),
    declare("renamed", '"FIRST_KEY"'),
  );
  const declared = `export const first = ${at.secret === 3 ? declare("elsewhere", '"FIRST_KEY", "X"') : first};`;
  return {
    "actions/_shared/declared.ts":
      at.secret === 3
        ? 'export { first } from "./moved-secret";\n'
        : `import { secret } from "actionary";\n${declared}\n`,
    "actions/_shared/moved-secret.ts": `import { secret } from "actionary";\n${at.secret === 3 ? declared : "void secret;"}\n`,
    "actions/_shared/member.ts": `import { secret } from "actionary";\nexport const second = ${declare("second", pick("member", '"S"', '"S", "T"', '"U"'))};\n`,
    "actions/_shared/group.ts":
      'import { oneOf } from "actionary";\nimport { first } from "./declared";\nimport { second } from "./member";\nexport const either = oneOf(first, second);\n',
    "actions/tools/by-use.ts":
      'import { first } from "../_shared/declared";\n/** Use. */\nexport function byUse(): string { return first.get("FIRST_KEY"); }\n/** All. */\nexport function all(): unknown { const handle = first; return handle.get("FIRST_KEY"); }\n',
    "actions/tools/by-group.ts":
      'import { either } from "../_shared/group";\n/** Group. */\nexport function byGroup(): unknown { return either.first().name; }\n',
    "actions/_shared/tagged.ts":
      at.tagged === 3
        ? "export {};\n"
        : `import { secret } from "actionary";\nexport const ${pick("tagged", "tagged", "named", "tagged")} = ${declare("tagged", pick("tagged", '"T_A"', '"T_A"', '"T_A", "LANG"'))};\n`,
    "actions/tools/by-env.ts":
      "/** Read by name. */\nexport function byEnv(): string { return process.env.T_A ?? process.env.LANG ?? ''; }\n",
    "actions/tools/by-name.ts":
      "/**\n * Named.\n *\n * @secret tagged\n */\nexport function byName(): string { return process.env.T_A ?? ''; }\n/**\n * Grouped.\n *\n * @secret either\n */\nexport function byGroupName(): string { return ''; }\n",
  };
}
