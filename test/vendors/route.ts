import type { Operation } from "./contract.js";

/** The operation that a request is for, and the parameters in its path. */
export interface Route {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the operation that has a path, whatever its method. */
export function routeOf(operations: readonly Operation[], path: string): Route | undefined {
  for (const operation of operations) {
    const parameters = matchPath(operation.path, path);
    if (parameters) return { operation, parameters };
  }
  return undefined;
}

function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [names, values] = [template.split("/"), path.split("/")];
  if (names.length !== values.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = decodeURIComponent(values[index] ?? "");
    if (!name.startsWith("{")) {
      if (name !== value) return undefined;
    } else if (value === "") return undefined;
    else parameters[name.slice(1, -1)] = value;
  }
  return parameters;
}
