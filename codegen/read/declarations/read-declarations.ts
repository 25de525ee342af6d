import type TypeScript from "typescript";
import type { Json } from "../../../runtime/contract/json.js";
import { type ActionFile, sdkPackage } from "../../model/action-file.js";
import type { Declared } from "../../model/file-reading.js";
import type { SecretModel } from "../../model/models.js";
import type { Problem, ProblemList } from "../../report/problems.js";
import { sdkNameOf, sdkNames } from "../program/imported-names.js";
import { readLiteral } from "../program/read-literal.js";
import type { Program } from "../program/read-program.js";
import { symbolNamed } from "../program/resolve-symbol.js";
import { unwrapped } from "../program/unwrapped.js";
import { ts } from "../typescript/typescript.js";
import { readOAuth, readSecret } from "./read-secret-definition.js";
import { spanOf } from "./span-of.js";

/** The constants at the top of files that declare secrets and endpoints, each read when it is asked for. */
export class Declarations {
  readonly #program: Program;
  readonly #known: ReadonlyMap<string, readonly Declared[]>;
  readonly #problems: ProblemList;
  readonly #calls = new Map<TypeScript.SourceFile, ReadonlyMap<TypeScript.Node, DeclaringCall>>();
  readonly #read = new Map<TypeScript.Node, ReadDeclaration>();

  /** `known` holds, by file, the declarations of files that need no reading. */
  constructor(program: Program, known: ReadonlyMap<string, readonly Declared[]>, problems: ProblemList) {
    this.#program = program;
    this.#known = known;
    this.#problems = problems;
  }

  /** Returns the declaration of the constant at a node. Its problems are those of its file. */
  at(node: TypeScript.Node): Declared | undefined {
    if (!ts.isVariableDeclaration(node)) return undefined;
    const known = this.#read.get(node);
    if (known) return known.declared;
    const tree = node.getSourceFile();
    const call = this.#program.isOwn(tree) ? this.#callsOf(tree).get(node) : undefined;
    if (call === undefined) return undefined;
    // Until it is read: a constant that names itself declares nothing.
    this.#read.set(node, { declared: undefined, problems: [] });
    const { value: declared, problems } = this.#problems.collect(
      () => this.#knownIn(this.#program.sourceOf(tree).file, call.constant) ?? this.#readCall(call),
    );
    this.#read.set(node, { declared, problems });
    return declared;
  }

  /** Returns the declarations of a file, in order. */
  of(tree: TypeScript.SourceFile): readonly Declared[] {
    return [...this.#callsOf(tree).keys()].flatMap((node) => this.at(node) ?? []);
  }

  /** Reports the declarations of a file that cannot be read. */
  report(tree: TypeScript.SourceFile): void {
    for (const node of this.#callsOf(tree).keys()) {
      this.at(node);
      for (const problem of this.#read.get(node)?.problems ?? []) this.#problems.add(problem);
    }
  }

  /** Returns the declarations of all files. */
  everywhere(): readonly Declared[] {
    return this.#program.files.flatMap((file) => {
      const known = this.#known.get(file.source.file);
      if (known) return known;
      // A file that does not import the SDK declares nothing, and need not be parsed.
      if (!file.source.text.includes(sdkPackage)) return [];
      return this.#program.parses(file) ? this.of(this.#program.treeOf(file)) : [];
    });
  }

  #knownIn(file: string, constant: string): Declared | undefined {
    return this.#known.get(file)?.find((each) => each.constant === constant);
  }

  #callsOf(tree: TypeScript.SourceFile): ReadonlyMap<TypeScript.Node, DeclaringCall> {
    const found = this.#calls.get(tree) ?? new Map(declaringCalls(tree).map((call) => [call.node, call]));
    this.#calls.set(tree, found);
    return found;
  }

  #readCall(declaring: DeclaringCall): Declared | undefined {
    const { node, constant, callee, call } = declaring;
    const [first] = call.arguments;
    if (callee === "oneOf") return this.#readGroup(declaring);
    if (first === undefined) return this.#refuse(declaring, call, "it has no argument");
    const literal = readLiteral(first, this.#program.checker);
    if (literal === undefined) return this.#refuse(declaring, first, "it is not written in literals");
    if (callee === "endpoint") return this.#readEndpoint(declaring, literal.value);
    const read = callee === "oauth" ? readOAuth : readSecret;
    const secret = read(literal.value, spanOf(this.#program.sourceOf(node.getSourceFile()), node.name));
    return typeof secret === "string" ? this.#refuse(declaring, first, secret) : { kind: "secret", constant, secret };
  }

  #readGroup(declaring: DeclaringCall): Declared | undefined {
    const { constant, call } = declaring;
    const members: SecretModel[] = [];
    for (const argument of call.arguments) {
      const declaration = symbolNamed(this.#program, argument)?.valueDeclaration;
      const member = declaration && this.at(declaration);
      if (member?.kind !== "secret") {
        return this.#refuse(declaring, argument, "its arguments are not all constants that declare a secret");
      }
      members.push(member.secret);
    }
    return { kind: "oneOf", constant, members };
  }

  #readEndpoint(declaring: DeclaringCall, name: Json): Declared | undefined {
    const { constant, call } = declaring;
    const [, second] = call.arguments;
    const url = second && readLiteral(second, this.#program.checker)?.value;
    if (typeof name !== "string" || typeof url !== "string") {
      return this.#refuse(declaring, call, "its name and URL are not literal texts");
    }
    if (!URL.canParse(url)) return this.#refuse(declaring, second ?? call, "the URL is not absolute");
    return { kind: "endpoint", constant, name, host: new URL(url).host };
  }

  #refuse({ node, callee }: DeclaringCall, part: TypeScript.Node, reason: string): undefined {
    const source = this.#program.sourceOf(node.getSourceFile());
    this.#problems.report("ACT403", spanOf(source, part), callee, reason);
  }
}

/** The declaration that a constant holds, if there is one, and the problems of reading it. */
interface ReadDeclaration {
  readonly declared: Declared | undefined;
  readonly problems: readonly Problem[];
}

/** A call of the SDK whose result is the value of a constant. */
interface DeclaringCall {
  readonly node: TypeScript.VariableDeclaration;
  readonly constant: string;
  readonly callee: string;
  readonly call: TypeScript.CallExpression;
}

const declaringNames: ReadonlySet<string> = new Set(["secret", "oauth", "oneOf", "endpoint"]);

/** Returns whether a file imports a function that declares something, by itself or with all of the SDK. */
function mayDeclare(names: ReadonlyMap<string, string>): boolean {
  return [...names.values()].some((name) => name === "*" || declaringNames.has(name));
}

/** Reports the declarations that nothing can bind, because no constant at the top of the file holds them. */
export function reportUnbound(program: Program, file: ActionFile, problems: ProblemList): void {
  const tree = program.treeOf(file);
  const names = sdkNames(tree);
  if (!mayDeclare(names)) return;
  const read = new Set<TypeScript.Node>(declaringCalls(tree).map(({ call }) => call));
  const visit = (node: TypeScript.Node): void => {
    const callee = ts.isCallExpression(node) && !read.has(node) ? sdkNameOf(node.expression, names) : undefined;
    if (callee && declaringNames.has(callee) && ts.isCallExpression(node) && isImported(program, node.expression)) {
      problems.report(
        "ACT403",
        spanOf(file.source, node),
        callee,
        "it is not the value of a constant at the top of a file",
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

/** Returns whether a name, or the one before its dot, is imported: a parameter may be called `secret`, too. */
function isImported({ checker }: Program, callee: TypeScript.Expression): boolean {
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const symbol = checker.getSymbolAtLocation(root);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}

function declaringCalls(tree: TypeScript.SourceFile): readonly DeclaringCall[] {
  const names = sdkNames(tree);
  if (!mayDeclare(names)) return [];
  return tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap((node) => {
      const isConst = declarationList.flags & ts.NodeFlags.Const;
      const call = isConst && node.initializer ? unwrapped(node.initializer) : undefined;
      if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(node.name)) return [];
      const callee = sdkNameOf(call.expression, names);
      return callee && declaringNames.has(callee) ? [{ node, constant: node.name.text, callee, call }] : [];
    }),
  );
}
