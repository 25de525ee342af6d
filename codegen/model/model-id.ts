import { digest } from "./hash.js";
import type { ActionModel } from "./models.js";

const ids = new WeakMap<ActionModel, string>();

/** Returns an id of all facts of a model but its place in the sources: equal models have the same. Computes it once. */
export function modelIdOf(model: ActionModel): string {
  const known = ids.get(model);
  if (known !== undefined) return known;
  const { source: _source, verifiesAt: _verifiesAt, reads: _reads, ...facts } = model;
  const id = digest(JSON.stringify(facts));
  ids.set(model, id);
  return id;
}

/** Takes the id of a model that was computed when the model was stored. */
export function rememberModelId(model: ActionModel, id: string): ActionModel {
  ids.set(model, id);
  return model;
}
