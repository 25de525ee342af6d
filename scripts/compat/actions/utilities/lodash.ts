import _ from "lodash";

/**
 * Group, merge and template.
 *
 * @title lodash
 */
export async function useLodash(): Promise<string> {
  const groups = _.groupBy([1, 2, 3], (each) => (each % 2 ? "odd" : "even"));
  return JSON.stringify([
    _.merge({ a: { b: 1 } }, { a: { c: 2 } }),
    groups,
    _.template("<%= a %>")({ a: 1 }),
    _.camelCase("a b"),
  ]);
}
