/** Does another thing. */
const count = (): number => 1;
export = count;
