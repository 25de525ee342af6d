const random = new Int32Array(4_096);
let next = random.length;

/** Fills a list with numbers that nobody can guess, and none of them is 0, which stands for a broken seal. */
export function fillSeals(seals: Int32Array): void {
  if (next + seals.length > random.length) {
    crypto.getRandomValues(random);
    next = 0;
  }
  for (let index = 0; index < seals.length; index++) seals[index] = (random[next++] ?? 0) | 1;
}
