/** Text of a problem and what to do instead. A warning or an info does not stop the generation. */
export interface Wording {
  readonly text: string;
  readonly hint: string;
  readonly severity?: "warning" | "info";
}

/** An example of each declaration, for hints. */
const declarations: Readonly<Record<string, string>> = {
  secret: 'export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] })',
  oauth: 'export const user = oauth({ providerId: "google", grantType: "authorization_code" })',
  oneOf: "export const google = oneOf(user, service)",
  endpoint: 'export const github = endpoint("github", "https://api.github.com")',
};

/**
 * Every problem that the codegen can report. 1xx names and discovery, 2xx documentation, 3xx types, 4xx secrets,
 * 6xx project, 9xx internal. `typePath` leads to the bad part: `entries.items[].at`.
 */
export const problemTable = {
  ACT101: (what: string, segment: string, suggestion: string): Wording => ({
    text: `${what} gives the key segment \`${segment}\`, which is not a name of the form [a-z][a-z0-9_]*.`,
    hint: suggestion,
  }),
  ACT102: (key: string, other: string): Wording => ({
    text: `The key \`${key}\` is taken: ${other} has it too.`,
    hint: "Rename one of the two functions, or give one of them another key with `@name` or `@namespace`.",
  }),
  ACT103: (name: string): Wording => ({
    text: `The exported class \`${name}\` cannot be an action.`,
    hint: "Export a function, or mark the class with `@internal` in its comment.",
  }),
  ACT104: (message: string): Wording => ({
    text: `The file does not parse: ${message}`,
    hint: "Mend the syntax; more problems of this file may show after that.",
  }),
  ACT105: (reason: string): Wording => ({
    text: `The file cannot be read: ${reason}.`,
    hint: "Make it a readable UTF-8 text file, or start its name with `_` to leave it out.",
  }),
  ACT106: (): Wording => ({
    text: "A default export without a name cannot be an action: a key needs a name.",
    hint: "Write `export default function name(…)`, or export it by name.",
  }),
  ACT107: (folder: string): Wording => ({
    text: `No action was found below \`${folder}\`.`,
    hint: "Export a function with a comment from a `.ts` file there: `export async function ping(host: string): Promise<boolean>`.",
    severity: "warning",
  }),
  ACT108: (name: string, hint: string): Wording => ({
    text: `The exported function \`${name}\` is made in a way that cannot be read as an action.`,
    hint,
  }),
  ACT120: (name: string): Wording => ({
    text: `The functions in the exported namespace \`${name}\` are no actions.`,
    hint: "Export each of them from the file by itself, or mark the statement with `@internal`.",
  }),
  ACT122: (name: string, callee: string, property: string, hint: string): Wording => ({
    text: `\`${name}\` is made by \`${callee}(…)\`, so its function \`${property}\` is no action.`,
    hint,
    severity: "warning",
  }),
  ACT201: (name: string): Wording => ({
    text: `\`${name}\` has no summary: people and agents choose an action by it.`,
    hint: "Write a comment before it that starts with one sentence: `/** Look up the reputation of an address. */`.",
    severity: "warning",
  }),
  ACT202: (param: string, name: string, suggestion: string): Wording => ({
    text: `\`@param ${param}\` describes no parameter of \`${name}\`.${suggestion}`,
    hint: "Name a parameter as the signature does, or remove the line.",
  }),
  ACT203: (tag: string, suggestion: string): Wording => ({
    text: `Unknown tag \`@${tag}\`.${suggestion}`,
    hint: "Use a tag of docs/tags.md, or escape the sign in prose: `\\@`.",
  }),
  ACT204: (param: string): Wording => ({
    text: `The parameter \`${param}\` has no description.`,
    hint: `Add \`@param ${param} - What it means.\` to the function's comment.`,
    severity: "warning",
  }),
  ACT205: (tag: string, content: string, form: string): Wording => ({
    text:
      content === "" ? `\`@${tag}\` has no content.` : `\`@${tag}\` has a content that does not parse: \`${content}\`.`,
    hint: `Write it as ${form}.`,
  }),
  ACT206: (tag: string, reason: string, hint: string): Wording => ({
    text: `\`@${tag}\` does not fit here: ${reason}.`,
    hint,
  }),
  ACT207: (tag: string): Wording => ({
    text: `\`@${tag}\` stands twice in one comment.`,
    hint: "Keep one of the two.",
  }),
  ACT208: (name: string, reason: string): Wording => ({
    text: `An \`@example\` of \`${name}\` does not fit its schema: ${reason}.`,
    hint: 'Write the arguments by name, and the result after `=>`: `@example {"owner": "octocat"} => {"id": 1}`.',
  }),
  ACT209: (tag: string, reason: string): Wording => ({
    text: `\`{@${tag} …}\` cannot be read: ${reason}.`,
    hint: "Write a blank behind the name, and braces within it as `\\{` and `\\}`: `{@pattern ^a\\{2\\}$}`.",
  }),
  ACT211: (name: string, suggestion: string): Wording => ({
    text: `\`{@options ${name}}\` names no exported function.${suggestion}`,
    hint: "Export the function, here or in a file that this one imports it from by name.",
  }),
  ACT212: (name: string, reason: string): Wording => ({
    text: `\`{@options ${name}}\` names a function that cannot list options here: ${reason}.`,
    hint: "It takes some of this action's parameters, perhaps `search?: string` and `cursor?: string`, and returns `Options` of the SDK.",
  }),
  ACT220: (name: string, property: string, hint: string): Wording => ({
    text: `\`@param ${name}\` describes the property \`${property}\`, and a property is described where it is declared.`,
    hint,
  }),
  ACT221: (tag: string): Wording => ({
    text: `\`@${tag}\` says nothing here: Actionary reads the signature.`,
    hint: "Remove it; all tags stand in docs/tags.md.",
    severity: "warning",
  }),
  ACT222: (word: string, form: string): Wording => ({
    text:
      word === ""
        ? "`@throws` has no content."
        : `\`@throws ${word}\` names no kind of failure, so it is prose: no caller can tell it apart.`,
    hint: `Write it as ${form}.`,
    severity: "warning",
  }),
  ACT230: (specifier: string, permission: string, actions: string): Wording => ({
    text: `\`${specifier}\` needs a permission that a lane does not give to ${actions}.`,
    hint: `Write \`@permission ${permission}\` into the comment of each action that uses it${permission === "fs:PATH" ? ", with the file or folder for PATH" : ""}.`,
    severity: "warning",
  }),
  ACT231: (name: string, key: string): Wording => ({
    text: `The parameter \`${name}\` looks like a secret, and callers, agents and logs see arguments.`,
    hint: `Declare it, \`secret({ name: "…", keys: ["${key}"] })\`, and read it inside of the function: \`….get("${key}")\`. If a person types it in, write \`{@widget password}\`.`,
    severity: "warning",
  }),
  ACT232: (permission: string, reason: string): Wording => ({
    text: `\`@permission ${permission}\` cannot be given: ${reason}.`,
    hint: "Name the folder of the data alone; code, packages, the build and what codegen reads stay out of reach of actions.",
  }),
  ACT301: (typePath: string, type: string, hint: string): Wording => ({
    text: `\`${typePath}\`: \`${type}\` has no JSON form.`,
    hint,
  }),
  ACT302: (typePath: string): Wording => ({
    text: `\`${typePath}\` has no type, and no default that tells it.`,
    hint: "Write its type: `name: string`; for any JSON at all, `unknown`.",
  }),
  ACT303: (typePath: string, type: string, hint?: string): Wording => ({
    text: `\`${typePath}\`: the type \`${type}\` is not handled yet.`,
    hint: hint ?? "Write it out as an object, an array, a record or a union of literals.",
  }),
  ACT304: (typePath: string): Wording => ({
    text: `\`${typePath}\` can be undefined, and JSON arrays and records have no undefined.`,
    hint: "Use `null`: `(T | null)[]`. A record needs no `Partial`: any of its keys can be missing.",
  }),
  ACT305: (typePath: string, name: string): Wording => ({
    text: `\`${typePath}\`: the type \`${name}\` cannot be found.`,
    hint: "Import it, or mend its name.",
  }),
  ACT306: (what: string): Wording => ({
    text: `${what} has no name, and arguments go by name.`,
    hint: "Give each parameter a name; or take one destructured object as the only parameter.",
  }),
  ACT307: (name: string, feature: string, hint: string): Wording => ({
    text: `\`${name}\` cannot be an action: ${feature}.`,
    hint,
  }),
  ACT308: (what: string, reason: string): Wording => ({
    text: `${what} does not fit its own type: ${reason}.`,
    hint: "Change the default or the type.",
  }),
  ACT309: (typePath: string, member: string, hint: string): Wording => ({
    text: `\`${typePath}\` has ${member}, which JSON cannot carry.`,
    hint,
  }),
  ACT311: (typePath: string, type: string): Wording => ({
    text: `\`${typePath}\`: a form shows \`${type}\` as JSON, because it may be more than one kind of value.`,
    hint: "Nothing is wrong; one kind of value makes a better form.",
    severity: "warning",
  }),
  ACT312: (typePath: string): Wording => ({
    text: `\`${typePath}\`: a union of objects without a literal property in common gives vague messages.`,
    hint: 'Give each member a discriminant: `{ kind: "a"; … } | { kind: "b"; … }`.',
    severity: "warning",
  }),
  ACT313: (typePath: string, name: string, hint?: string): Wording => ({
    text: `\`${typePath}\`: \`${name}\` cannot be the name of a parameter or property.`,
    hint: hint ?? "Choose another name.",
  }),
  ACT314: (typePath: string, value: string): Wording => ({
    text: `\`${typePath}\`: two members of the union have the same discriminant ${value}.`,
    hint: "Give each member a value of its own.",
    severity: "warning",
  }),
  ACT315: (typePath: string, size: string, hint?: string): Wording => ({
    text: `\`${typePath}\`: the type is too large for a schema (${size}).`,
    hint: hint ?? "Declare an interface with the properties that the action really needs.",
  }),
  ACT316: (typePath: string, name: string): Wording => ({
    text: `\`${typePath}\`: the property \`${name}\` has conflicting types, so no value fits it.`,
    hint: "Give the property one type that all parts of the type accept.",
  }),
  ACT317: (typePath: string): Wording => ({
    text: `\`${typePath}\` mixes values that look alike on the wire, so there is no way back.`,
    hint: "Keep one of them, or tell objects apart by a literal property.",
  }),
  ACT318: (typePath: string): Wording => ({
    text: `\`${typePath}\` has a rest element that is not last, which JSON Schema cannot say.`,
    hint: "Put the rest element last.",
  }),
  ACT319: (typePath: string, message: string): Wording => ({
    text: `The type of \`${typePath}\` cannot be inferred: ${message}`,
    hint: "Mend the function's body, or write the result's type: `: Promise<Result>`.",
  }),
  ACT320: (typePath: string, type: string, parameter: string): Wording => ({
    text: `\`${typePath}\`: \`${type}\` lacks the argument for its type parameter \`${parameter}\`.`,
    hint: `Write it in angle brackets: \`${type}<string>\`.`,
  }),
  ACT350: (): Wording => ({
    text: "The default of the whole object would never apply: an action always takes an object.",
    hint: 'Give each property a default of its own in the pattern: `{ name = "anon" }`.',
  }),
  ACT401: (tag: string, name: string, suggestion: string): Wording => ({
    text: `\`@${tag} ${name}\` names no secret.${suggestion}`,
    hint: 'Name the constant that declares it: `export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN"] })`.',
  }),
  ACT402: (name: string, part: string, other: string): Wording => ({
    text: `The secret \`${name}\` is declared twice with different ${part}; the other declaration is ${other}.`,
    hint: "Declare it once and import the constant where it is used.",
  }),
  ACT403: (callee: string, part: string): Wording => ({
    text: `\`${callee}(…)\` cannot be read: ${part}.`,
    hint: `Declare it as an exported constant with literals: \`${declarations[callee] ?? declarations.secret}\`.`,
  }),
  ACT404: (key: string, name: string, suggestion: string): Wording => ({
    text: `The secret \`${name}\` has no key \`${key}\`.${suggestion}`,
    hint: "Add the key to the declaration's `keys` or `optionalKeys`, or mend its name.",
  }),
  ACT405: (key: string, name: string): Wording => ({
    text: `\`${name}\` reads \`${key}\`, which no secret bound to it has.`,
    hint: "Bind the secret with `@secret` and the name of its constant, or read it through the constant: `slack.get(…)`.",
  }),
  ACT406: (key: string, names: string): Wording => ({
    text: `\`${key}\` is a key of more than one bound secret: ${names}.`,
    hint: "Read it through the constant of the secret that is meant.",
  }),
  ACT407: (name: string): Wording => ({
    text: `\`@secret ${name}\` adds nothing: every key of it is read through its constant already.`,
    hint: "Remove the line.",
    severity: "warning",
  }),
  ACT408: (name: string): Wording => ({
    text: `The key that is read of \`${name}\` is known only when the action runs, so nobody can tell which keys the action needs.`,
    hint: 'Write the key out, as in `slack.get("SLACK_BOT_TOKEN")`; where it depends on something, write a branch for each key.',
  }),
  ACT409: (name: string): Wording => ({
    text: `The secret \`${name}\` goes to code that cannot be followed, so nobody can tell which keys the action needs.`,
    hint: `Read the key here, and hand on the text: \`${name}.get("KEY")\`.`,
  }),
  ACT410: (constant: string, name: string): Wording => ({
    text: `Nothing that this action runs reads ${name}, so \`@secret ${constant}\` gives it more than it needs.`,
    hint: "Remove the line. Where a library reads a key by itself, name that key: `@reads SLACK_BOT_TOKEN`.",
    severity: "warning",
  }),
  ACT411: (name: string, other: string, place: string): Wording => ({
    text: `The secret \`${name}\` has two checks; the other is \`${other}\`, ${place}.`,
    hint: "Keep `@verifies` on one of them.",
  }),
  ACT412: (name: string, other: string, place: string): Wording => ({
    text: `The check of \`${name}\` reads the secret \`${other}\` too (${place}), so it would say nothing of \`${name}\` alone.`,
    hint: "Ask the service with this one secret; call what needs another in an action without `@verifies`.",
  }),
  ACT413: (subject: "address" | "tag"): Wording => ({
    text:
      subject === "tag"
        ? '`@hosts "*"` lets the action contact any host, and does not say why.'
        : "The host of this address is known only when the action runs, so nobody can tell whom the action contacts.",
    hint: 'Declare the service, `endpoint("slack", "https://slack.com/api")`, and use `slack.url(path)`; where callers choose the host, say why: `@hosts "*" it checks any site`.',
  }),
  ACT414: (host: string, known: string): Wording => ({
    text:
      host === "*"
        ? `\`@hosts "*"\` lets the action contact any host, but the code tells all of them: ${known}.`
        : `Nothing that this action runs contacts \`${host}\`, so \`@hosts ${host}\` lets it reach more than it needs.`,
    hint: "Remove the line: hosts of endpoints and of written addresses are found in the code.",
    severity: "warning",
  }),
  ACT415: (what: string): Wording => ({
    text: `The comment's \`@throws\` and the code differ: ${what}.`,
    hint: "Name each kind that the code makes, `@throws not_found when there is no such page`, and no other; or name none.",
    severity: "warning",
  }),
  ACT416: (name: string, verb: string, place: string): Wording => ({
    text: `\`${name}\` is marked \`@readonly\`, but sends ${verb} (${place}).`,
    hint: "Remove `@readonly`, or say why it only looks: `@readonly - POST is how the service searches`.",
    severity: "warning",
  }),
  ACT430: (key: string, suggestion: string): Wording => ({
    text: `\`process.env\` has no \`${key}\` in a lane, because it is a key of no secret.${suggestion}`,
    hint: /^\w+$/.test(key)
      ? `Declare it, and reading it binds it: \`export const name = secret({ name: "name", keys: ["${key}"] })\`. A setting that is no secret is a parameter.`
      : "Rename the variable: a key of a secret is a text of the form [A-Za-z0-9_]+.",
  }),
  ACT431: (reason: string): Wording => ({
    text: `Keys that are read of \`process.env\` must be written out: ${reason}.`,
    hint: 'Read each key by its name, `process.env.SLACK_BOT_TOKEN`, or through its declaration, `slack.get("SLACK_BOT_TOKEN")`, and hand on its value.',
  }),
  ACT432: (key: string, names: string): Wording => ({
    text: `\`process.env.${key}\` may mean a key of more than one secret: ${names}.`,
    hint: "Read it through the constant of the secret that is meant.",
  }),
  ACT433: (what: string): Wording => ({
    text: `${what} while the module loads, when there is no call and so no secret.`,
    hint: "Read it in the function that needs it, which an action calls: `const token = () => process.env.SLACK_BOT_TOKEN`.",
  }),
  ACT434: (): Wording => ({
    text: "`process.env` cannot be changed: other calls would see it, so lanes ignore it.",
    hint: "Keep the value in a variable, or hand it to what needs it as an argument or option.",
  }),
  ACT435: (name: string): Wording => ({
    text: `\`${name}\` does not exist: actions run in Node.`,
    hint: "Read the key of a secret by its name: `process.env.SLACK_BOT_TOKEN`.",
  }),
  ACT601: (reason: string): Wording => ({
    text: `package.json cannot be read: ${reason}.`,
    hint: "Mend the file; its `actionary` entry says where the actions are.",
  }),
  ACT602: (path: string, reason: string): Wording => ({
    text: `\`${path}\` in package.json ${reason}.`,
    hint: 'Write `"actionary": { "actions": "actions", "out": "generated", "include": [], "strict": false }`; each may be left out.',
  }),
  ACT603: (folder: string, reason: string): Wording => ({
    text: `The actions folder \`${folder}\` cannot be read: ${reason}.`,
    hint: 'Create it, or name another with `--actions DIR` or `"actionary": { "actions": … }` in package.json.',
  }),
  ACT604: (reason: string): Wording => ({
    text: `The generated files cannot be written: ${reason}.`,
    hint: "Nothing that was generated before is lost. Make room or give access, then run the command again.",
  }),
  ACT605: (name: string): Wording => ({
    text: `The package \`${name}\` is imported but not declared in package.json.`,
    hint: `Run \`npm i ${name}\`.`,
  }),
  ACT606: (reason: string): Wording => ({
    text: `tsconfig.json cannot be read: ${reason}.`,
    hint: "Mend the file, or remove it to use the defaults.",
  }),
  ACT607: (specifier: string, reason: string): Wording => ({
    text: `The import \`${specifier}\` cannot be used: ${reason}.`,
    hint: "Actions import the SDK (`actionary`), npm packages, Node's modules, and files of the project and its workspace.",
  }),
  ACT610: (written: string, version: string, known: string): Wording => ({
    text: `TypeScript ${version}, which reads the types, does not know \`${written}\`${known === "" ? "" : `; \`${known}\` is used`}.`,
    hint:
      known === ""
        ? "Mend it if it is misspelt. If a newer TypeScript knows it, nothing is wrong: types are read without it."
        : `Nothing is wrong; \`${known}\` is what all versions know.`,
    severity: "warning",
  }),
  ACT615: (name: string): Wording => ({
    text: `\`${name}\` does not exist where actions run: they are compiled to ES modules, which have no \`require\`, \`module\`, \`exports\`, \`__dirname\` or \`__filename\`.`,
    hint: 'Write `import path from "node:path"` or `import path = require("node:path")` at the top of the file, and `export` before what others import.',
  }),
  ACT616: (expression: string): Wording => ({
    text: `\`${expression}\` names the compiled file, which lies in the build and not beside the files of the source.`,
    hint: 'Name each file that is read: `new URL("./template.txt", import.meta.url)`. It then travels with the build.',
  }),
  ACT617: (expression: string): Wording => ({
    text: `\`import(${expression})\` is computed, so that the build cannot hold what it loads.`,
    hint: 'Write each name out: `import("./file.js")`, with a condition around it where there are several.',
  }),
  ACT618: (path: string, reason: string): Wording => ({
    text: `The file \`${path}\` cannot travel with the build: ${reason}.`,
    hint: "Mend the path, which begins at the source that it stands in, or keep the text in a constant.",
  }),
  ACT619: (name: string): Wording => ({
    text: `\`${name}\` finds no secret and no endpoint here: of sources outside of the actions folder, nothing is bound to an action.`,
    hint: "Take the value as a parameter, or move this part below the actions folder; a file whose name begins with `_` holds no actions.",
  }),
  ACT620: (file: string): Wording => ({
    text: `The packages of this project lie in archives, as \`${file}\` says, where codegen and the runtime do not find them.`,
    hint: "Write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`.",
  }),
  ACT901: (message: string): Wording => ({
    text: `Actionary failed here: ${message}`,
    hint: "This is a fault of Actionary, not of your code. Please report it with the lines above.",
  }),
};

/** The code of a problem, such as `ACT301`. */
export type ProblemCode = keyof typeof problemTable;

/** Values that a problem's wording is filled with. */
export type ProblemFacts<C extends ProblemCode> = Parameters<(typeof problemTable)[C]>;

/** All codes, in order. */
export const problemCodes: readonly ProblemCode[] = Object.keys(problemTable) as ProblemCode[];
