import { produce } from "immer";

/**
 * Change a copy.
 *
 * @title immer
 */
export async function useImmer(): Promise<string> {
  const before = { items: [{ done: false }] };
  const after = produce(before, (draft) => {
    const [first] = draft.items;
    if (first) first.done = true;
  });
  return JSON.stringify([before, after]);
}
