/**
 * Returns, for each node that can be reached from itself, the nodes that reach each other with it, in the order of `edges` (Tarjan's
 * strongly connected components). Others have no entry.
 */
export function recursiveGroups<Node>(edges: ReadonlyMap<Node, readonly Node[]>): ReadonlyMap<Node, readonly Node[]> {
  const order = new Map([...edges.keys()].map((node, index) => [node, index]));
  const indexes = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const groups = new Map<Node, readonly Node[]>();
  // A stack of our own: a chain of definitions may be longer than the language's holds.
  const stack: { readonly node: Node; next: number }[] = [];
  const enter = (node: Node): void => {
    indexes.set(node, indexes.size);
    lowest.set(node, indexes.size - 1);
    open.push(node);
    isOpen.add(node);
    stack.push({ node, next: 0 });
  };
  const lower = (node: Node, to: number): void => void lowest.set(node, Math.min(lowest.get(node) ?? 0, to));
  for (const root of edges.keys()) {
    if (!indexes.has(root)) enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { node } = top;
      const target = edges.get(node)?.[top.next++];
      if (target !== undefined) {
        if (!edges.has(target)) continue;
        if (!indexes.has(target)) enter(target);
        else if (isOpen.has(target)) lower(node, indexes.get(target) ?? 0);
        continue;
      }
      stack.pop();
      const outer = stack.at(-1);
      if (outer) lower(outer.node, lowest.get(node) ?? 0);
      if (lowest.get(node) !== indexes.get(node)) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const each of group) isOpen.delete(each);
      if (group.length === 1 && !edges.get(node)?.includes(node)) continue;
      group.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      for (const each of group) groups.set(each, group);
    }
  }
  return groups;
}
