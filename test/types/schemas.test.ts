import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import type { JsonSchema } from "../../runtime/contract/json.js";
import type { ActionEntry } from "../../runtime/contract/manifest.js";
import { acceptingCases, type Compiled, casesFolder } from "../proof/compile-case.js";

// Schemas look good in a form and to an agent: titles, descriptions, labels and names, and optional is not nullable.

let cases: ReadonlyMap<string, Compiled>;

beforeAll(async () => {
  cases = await acceptingCases();
}, 60_000);

type Properties = Readonly<Record<string, JsonSchema>>;

interface Found {
  /** Case, action and type path of the object. */
  readonly where: string;
  readonly object: JsonSchema;
  /** The schema that holds the object, with its definitions. */
  readonly root: JsonSchema;
}

/** Returns every schema of an object with named properties, at any depth of every action. */
function objects(): readonly Found[] {
  return [...cases].flatMap(([name, { manifest }]) =>
    Object.values(manifest.actions).flatMap((entry) =>
      (["input", "output"] as const).flatMap((side) =>
        objectsIn(entry[side], `${name} ${entry.key} ${side}`).map((found) => ({ ...found, root: entry[side] })),
      ),
    ),
  );
}

function objectsIn(schema: JsonSchema, where: string): readonly Omit<Found, "root">[] {
  const { properties, definitions, items, additionalItems, additionalProperties, patternProperties, ...rest } = schema;
  const inside = (map: unknown, step: string): readonly Omit<Found, "root">[] =>
    Object.entries((map ?? {}) as Properties).flatMap(([key, value]) =>
      typeof value === "object" && value !== null ? objectsIn(value, `${where}${step}${key}`) : [],
    );
  const lists = [rest.allOf, rest.anyOf, rest.oneOf, Array.isArray(items) ? items : [items], [additionalItems]];
  return [
    ...(properties === undefined ? [] : [{ where, object: schema }]),
    ...inside(properties, "."),
    ...inside(definitions, "#"),
    ...inside(patternProperties, "/"),
    ...inside(lists.flat(), "/"),
    ...inside([additionalProperties], "/"),
  ];
}

/** Returns the schema that a reference names, or any other schema as it is. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const [only = {}] = (schema.allOf ?? [schema]) as unknown as readonly JsonSchema[];
  const name = typeof only.$ref === "string" ? only.$ref.slice("#/definitions/".length) : undefined;
  return name === undefined ? only : (((root.definitions ?? {}) as Properties)[name] ?? {});
}

/** Parses the files of a case. */
function treesOf(name: string): readonly ts.SourceFile[] {
  const folder = join(casesFolder, name, "actions");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.map((file) =>
    ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.ESNext, true),
  );
}

function nodesOf<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): readonly T[] {
  const inside: T[] = is(node) ? [node] : [];
  ts.forEachChild(node, (child) => {
    inside.push(...nodesOf(child, is));
  });
  return inside;
}

/** Returns the prose of a node's comment, as TypeScript itself reads it; empty where markup would change it. */
function proseOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comments.at(-1)?.comment)?.trim() ?? "";
  return /[\\{`@]/.test(text) ? "" : text;
}

describe("every schema of the accepting cases", { timeout: 60_000 }, () => {
  it("has a title in words for each property", () => {
    const properties = objects().flatMap(({ where, object, root }) =>
      Object.entries(object.properties as unknown as Properties).map(([key, property]) => {
        return { where: `${where}.${key}`, title: property.title ?? resolved(property, root).title };
      }),
    );
    expect(properties.length).toBeGreaterThan(100);
    const isInWords = (title: unknown): boolean =>
      typeof title === "string" && title !== "" && !/[a-z][A-Z]|[A-Za-z]_[A-Za-z]/.test(title);
    expect(properties.filter(({ title }) => !isInWords(title))).toEqual([]);
  });

  it("describes each property as the comment of its interface does", () => {
    const judged = [...cases].flatMap(([name, { manifest }]) =>
      treesOf(name).flatMap((tree) =>
        nodesOf(tree, ts.isInterfaceDeclaration).flatMap((declaration) =>
          Object.values(manifest.actions)
            .flatMap(({ input, output }) => [input, output])
            .map((schema) => ((schema.definitions ?? {}) as Properties)[declaration.name.text])
            .filter((definition) => definition !== undefined)
            .flatMap((definition) =>
              declaration.members.filter(ts.isPropertySignature).flatMap((member) => {
                const property = ((definition.properties ?? {}) as Properties)[
                  member.name.getText().replace(/^"|"$/g, "")
                ];
                const prose = proseOf(member);
                if (property === undefined || prose === "") return [];
                return [
                  {
                    where: `${name} ${declaration.name.text}.${member.name.getText()}`,
                    prose,
                    description: property.description,
                  },
                ];
              }),
            ),
        ),
      ),
    );
    expect(judged.length).toBeGreaterThan(20);
    expect(judged.filter(({ prose, description }) => description !== prose)).toEqual([]);
  });

  it("keeps the comments of the literals of an enum as labels", () => {
    const judged = [...cases].flatMap(([name, { manifest }]) => {
      const labels = Object.values(manifest.actions).flatMap(({ parameters }) =>
        parameters.flatMap((parameter) => Object.values(parameter.labels ?? {})),
      );
      const members = treesOf(name).flatMap((tree) => nodesOf(tree, ts.isEnumMember));
      return members
        .map(proseOf)
        .flatMap((prose) => (prose === "" ? [] : [{ name, prose, isKept: labels.includes(prose) }]));
    });
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.filter(({ isKept }) => !isKept)).toEqual([]);
  });

  it("has definitions with readable names", () => {
    const names = objects().flatMap(({ root }) => Object.keys(root.definitions ?? {}));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !/^\p{L}[\p{L}\p{N}]*$/u.test(name) || /^[a-z]/.test(name))).toEqual([]);
  });

  it("keeps optional and nullable apart, and so does its printed type", () => {
    const judged = [...cases].flatMap(([name, { manifest, types }]) => {
      const tree = ts.createSourceFile("actions.ts", types, ts.ScriptTarget.ESNext, true);
      const aliases = new Map(nodesOf(tree, ts.isTypeAliasDeclaration).map((alias) => [alias.name.text, alias.type]));
      return Object.values(manifest.actions).flatMap((entry) => comparisons(entry, tree, aliases, name));
    });
    expect(judged.length).toBeGreaterThan(200);
    for (const kind of ["optional", "nullable", "both", "neither"]) {
      expect(judged.filter(({ schema }) => schema === kind).length, kind).toBeGreaterThan(3);
    }
    expect(judged.filter(({ schema, printed }) => schema !== printed)).toEqual([]);
  });
});

interface Comparison {
  readonly where: string;
  readonly schema: string;
  readonly printed: string;
}

/** Pairs what the schemas of an action and their printed types say of each property that both name. */
function comparisons(
  entry: ActionEntry,
  tree: ts.SourceFile,
  aliases: ReadonlyMap<string, ts.TypeNode>,
  name: string,
): readonly Comparison[] {
  const actions = nodesOf(tree, ts.isInterfaceDeclaration).find((each) => each.name.text === "Actions");
  const printed = actions?.members.filter(ts.isPropertySignature).find((each) => nameOf(each) === entry.key)?.type;
  const sides = printed && ts.isTypeLiteralNode(printed) ? printed.members.filter(ts.isPropertySignature) : [];
  return sides.flatMap((side) => {
    const root = nameOf(side) === "input" ? entry.input : entry.output;
    return side.type
      ? compare({ schema: root, root }, opened(side.type, aliases), aliases, `${name} ${entry.key}`)
      : [];
  });
}

function compare(
  { schema, root }: { readonly schema: JsonSchema; readonly root: JsonSchema },
  node: ts.TypeNode,
  aliases: ReadonlyMap<string, ts.TypeNode>,
  where: string,
  depth = 0,
): readonly Comparison[] {
  const object = resolved(schema, root);
  if (!ts.isTypeLiteralNode(node) || object.properties === undefined || depth > 6) return [];
  const required = (object.required ?? []) as readonly string[];
  return node.members.filter(ts.isPropertySignature).flatMap((member) => {
    const name = nameOf(member);
    const property = (object.properties as unknown as Properties)[name];
    if (property === undefined || member.type === undefined)
      return [{ where: `${where}.${name}`, schema: "none", printed: "some" }];
    const type = opened(member.type, aliases);
    return [
      {
        where: `${where}.${name}`,
        schema: stateOf(!required.includes(name), isNullable(property, root)),
        printed: stateOf(member.questionToken !== undefined, holdsNull(type, aliases)),
      },
      ...compare({ schema: property, root }, type, aliases, `${where}.${name}`, depth + 1),
    ];
  });
}

function nameOf(member: ts.PropertySignature): string {
  return ts.isStringLiteral(member.name) || ts.isIdentifier(member.name) ? member.name.text : member.name.getText();
}

function opened(node: ts.TypeNode, aliases: ReadonlyMap<string, ts.TypeNode>): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(node)) return opened(node.type, aliases);
  const alias = ts.isTypeReferenceNode(node) ? aliases.get(node.typeName.getText()) : undefined;
  return alias ? opened(alias, aliases) : node;
}

function stateOf(isOptional: boolean, isNull: boolean): string {
  if (isOptional) return isNull ? "both" : "optional";
  return isNull ? "nullable" : "neither";
}

function holdsNull(node: ts.TypeNode, aliases: ReadonlyMap<string, ts.TypeNode>): boolean {
  const inner = opened(node, aliases);
  if (ts.isUnionTypeNode(inner)) return inner.types.some((member) => holdsNull(member, aliases));
  return ts.isLiteralTypeNode(inner) && inner.literal.kind === ts.SyntaxKind.NullKeyword;
}

function isNullable(schema: JsonSchema, root: JsonSchema): boolean {
  const own = resolved(schema, root);
  const members = (own.anyOf ?? own.oneOf ?? []) as unknown as readonly JsonSchema[];
  if (members.some((member) => isNullable(member, root))) return true;
  if (Array.isArray(own.enum)) return own.enum.includes(null);
  return [own.type].flat().includes("null");
}
