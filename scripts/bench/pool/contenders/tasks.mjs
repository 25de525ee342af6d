// What the peers' workers run: the same functions as the actions of the project, without any validation.

/** Gives its argument back. */
async function echo({ id, name, note, count, tags }) {
  return { id, name, note, count, tags };
}

function wait({ ms }) {
  return new Promise((resolve) => setTimeout(resolve, ms, null));
}

/** As many rows of a kilobyte each. */
async function rows({ count }) {
  return Array.from({ length: count }, (_, id) => ({ id, text: "x".repeat(1000) }));
}

/** By name. Exported one by one as well, because pools look for them in the module. */
export const tasks = { echo, wait, rows };
export { echo, rows, wait };
