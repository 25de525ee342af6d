// Functions that the peers' workers run: the same as the actions of the project, without validation.

/** Returns its argument. */
async function echo({ id, name, note, count, tags }) {
  return { id, name, note, count, tags };
}

function wait({ ms }) {
  return new Promise((resolve) => setTimeout(resolve, ms, null));
}

/** Returns `count` rows of a kilobyte each. */
async function rows({ count }) {
  return Array.from({ length: count }, (_, id) => ({ id, text: "x".repeat(1000) }));
}

/** Tasks by name. Also exported one by one, because pools look for them in the module. */
export const tasks = { echo, wait, rows };
export { echo, rows, wait };
