import { parse, stringify } from "yaml";

/**
 * Parse and write YAML.
 *
 * @title yaml
 */
export async function useYaml(): Promise<string> {
  return stringify(parse("a: &x [1, 2]\nb: *x\n"));
}
