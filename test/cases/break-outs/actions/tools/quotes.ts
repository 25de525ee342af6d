/**
 * Titles that try.
 *
 * @packageDocumentation
 * @platform "; throw 1; "${x}`{{x}}
 * @icon `"'
 */
import { secret } from "actionary";

export const quoted = secret({ name: "quoted", keys: ["KEY"], title: '"; throw 1; //` ${x} {{name}} \u2028 \n' });

interface Odd {
  /** Ends early: *\/ throw 1; /* {{description}} ${x} ` " ' */
  '"; throw 1; //': string;
  "*/ throw 1; /*": "*/" | '"' | "`" | "${x}" | "{{x}}" | "\u2028" | "\n" | "a | b" | "{" | "}[]";
  "${x}": ("{" | "x" | null)[];
  "`\u2028\n": { "}": "{" }[];
}

/**
 * Ends early: *\/ throw 1; /* and `*` / {{description}} ${x} \u2028.
 *
 * @title "; throw 1; //
 * @param odd - Ends early too: *\/ throw 1; `{{x}}`
 * @param list - A list of braces.
 * @deprecated *\/ throw 1;
 */
export async function quotes(odd: Odd, list: ("{" | "}")[] = ["{"]): Promise<Odd> {
  void list;
  quoted.get("KEY");
  return odd;
}
