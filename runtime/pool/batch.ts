/** Messages on their way to the other side. */
export interface Outbox {
  /** Adds a message, as JSON text. */
  add(text: string): void;
  /** Sends what is waiting, at once. */
  flush(): void;
}

/** Text beyond this goes out at once: a busy action that logs would otherwise fill the memory. */
const eagerLength = 1024 * 1024;

// Taken before any action runs, so that none can put itself in between.
const { nextTick } = process;

/**
 * Collects messages and posts them as one list. By `nextTick`: it comes when the microtasks are done, so that everything
 * that one incoming batch sets off leaves in one outgoing batch.
 */
export function openOutbox(post: (text: string) => void): Outbox {
  let texts: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (texts.length === 0) return;
    const list = `[${texts.join(",")}]`;
    texts = [];
    length = 0;
    post(list);
  };
  return {
    flush,
    add: (text) => {
      if (texts.length === 0) nextTick(flush);
      texts.push(text);
      length += text.length;
      if (length > eagerLength) flush();
    },
  };
}
