/** Positions of a project's knobs, by their names. At 0 everything is plain and right. */
export type Knobs = Readonly<Record<string, number>>;

/** File, or link to the path that it names. */
export type Entry = string | Uint8Array | { readonly linkTo: string };

/** Numbers of the knobs' positions; the comments list them. */
export const knobs = {
  /** A module in an index file; a file beside its folder takes its place; then a declaration file. */
  shadow: 3,
  /** The text of the module: another property, another comment. */
  model: 3,
  /** Members of the enum, one of them inserted in the middle. */
  members: 3,
  /** The declaration of a type: in a file, in another that the first hands on, or there without being handed on. */
  moved: 3,
  /** A default export, a named one in its place. */
  defaultExport: 2,
  /** `paths` of the tsconfig: none that is found, one folder, another; then in the configuration that it extends. */
  paths: 4,
  /** Other options: none, strict optional properties, a type root, automatic types. */
  options: 4,
  /** The configuration that is extended: there, missing. */
  extended: 2,
  /** A tsconfig beside the actions: none, one. */
  nearConfig: 2,
  /** A package: its declarations, its version, the target of its exports, its lockfile, each alone. */
  vendorTypes: 3,
  vendorVersion: 2,
  vendorExports: 3,
  lockfile: 2,
  /** A second package, of which another action uses a value: adds nothing, a property to a type of the first, another one. */
  vendorAdded: 3,
  /** A file in a folder of that package that nothing names: absent, adds a property, too. */
  vendorDeep: 2,
  /** The action that uses types of packages: its body, a type of its own beside it. */
  vendorUse: 4,
  /** The package again in a nearer node_modules: absent, there, without types. */
  nearVendor: 3,
  /** A package of automatic types: absent, there. */
  autoTypes: 3,
  /** A type for everybody: declared by the package that an action imports for its value, by no one, with a property more. */
  ambient: 4,
  /** Global declarations in a file of the project: none, a property. */
  ownAmbient: 2,
  /** A secret: its keys, its name, declared elsewhere. */
  secret: 4,
  /** Another secret of the group. */
  member: 3,
  /** A secret that a tag alone names: there, renamed constant, other keys, gone. */
  tagged: 4,
  /** A file: absent, there, under another name, in another case. */
  extra: 4,
  /** The comment of an action. */
  comment: 3,
  /** The body of a helper: nothing, a host, a secret's key, a variable. */
  body: 4,
  /** The result of a helper, from which a type is inferred. */
  inferred: 3,
  /** A chain of re-exports: by name, by star, to another file. */
  chain: 3,
  /** A syntax error: none, one. */
  syntax: 2,
  /** A warning in a shared type: none, one. */
  sharedWarning: 3,
  /** A warning of a file of its own: none, in a comment, in a type. */
  leafWarning: 3,
  /** An import of that file: none, one. */
  leafImported: 2,
  /** A byte order mark; bytes that are not UTF-8. */
  bytes: 3,
  /** A source that is a link: to a file, to another, a copy of the first, to a file outside of the actions. */
  link: 4,
  /** A value that a default comes from. */
  limit: 3,
  /** An action that lists options: there, with another parameter, gone. */
  lister: 3,
  /** A file of a kind that is not read. */
  unread: 2,
  /** An error: none, a type without JSON form in a shared file. */
  badType: 2,
  /** Definitions that mention each other: right, with warnings, with an error. */
  flawCircle: 3,
  /** The comment of a shared property: right, an unknown tag, a default that does not fit, one that does. */
  flawComment: 4,
  /** A generic type: right, with a warning by some arguments, with an error. */
  flawGeneric: 3,
  /** A property: of a type, of any, of any under another name. */
  flawLoose: 3,
  /** A type with one of a package: right, with a part without JSON form. */
  flawBought: 2,
  /** Lines before: none, in a file that uses the definitions, in theirs. */
  flawMoved: 3,
  /** Uses of the definitions: all, without one of three. */
  flawUses: 4,
  /** Other uses of names: none, of the property, of an action. */
  flawNames: 3,
  /** A value in JSON that a type is taken from. */
  data: 2,
} as const;

export const plain: Knobs = Object.fromEntries(Object.keys(knobs).map((name) => [name, 0]));

/** Knobs in a position, and choices by them. */
export interface Turned {
  readonly at: Knobs;
  /** Returns the choice at a knob's position, or an empty text beyond the last one. */
  readonly pick: (name: keyof typeof knobs, ...choices: readonly string[]) => string;
  readonly is: (name: keyof typeof knobs, position: number) => boolean;
}

export function turn(at: Knobs): Turned {
  return {
    at,
    pick: (name, ...choices) => choices[at[name] ?? 0] ?? "",
    is: (name, position) => at[name] === position,
  };
}
