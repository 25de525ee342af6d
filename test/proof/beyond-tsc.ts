/** Actions about whose types TypeScript says something else than their JSON, and why. Samples judge them instead. */
const beyondTsc: Readonly<Record<string, string>> = {
  "absent-properties absent.empty": "results are open: the printed type of an empty object takes any property",
  "absent-properties absent.gone": "a property or member that is never there is left out, TypeScript keeps `undefined`",
  "branded-types brands.data": "a property that is called `__brand` and may be any text is data",
  "branded-types brands.literals": "a literal beside `Record<never, never>` is any text once it is mapped",
  "branded-types brands.named": "TypeScript finds no members in a tuple beside a brand",
  "contextual-parameters typed.generic": "the body's result is narrower than that of the type that the constant has",
  "contextual-parameters typed.own": "the function's own annotation is wider than the type that the constant has",
  "json-objects json.objects": "an intersection of equal index signatures stays two types to TypeScript",
  "keyed-objects keyed.templates": "TypeScript tells keys of different templates apart, the printed type does not",
  "rare-types rare.length": "to TypeScript a list has a `length`, too",
};

/** Tells if TypeScript can be the judge of an action's types. */
export function isJudgedByTsc(caseName: string, key: string): boolean {
  return !Object.hasOwn(beyondTsc, `${caseName} ${key}`);
}
