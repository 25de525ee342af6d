class Money {
  constructor(private readonly cents: number) {}

  toJSON() {
    return { amount: this.cents / 100, currency: "EUR" };
  }
}

class Price extends Money {
  readonly at = new Date(0);
}

class Box<T> {
  constructor(readonly content: T) {}

  toJSON(): { content: T; at: Date } {
    return { content: this.content, at: new Date(0) };
  }
}

interface Secretive {
  secret: Map<string, string>;
  toJSON(): { a: string };
}

interface Derived extends Secretive {
  more: number;
}

interface Text {
  toJSON: () => string;
}

/** Return a class. */
export async function money(cents: number): Promise<Money> {
  return new Money(cents);
}

/** Return classes within others. */
export async function boxes(n: number): Promise<{ list: Money[]; box: Box<number>; price: Price | null }> {
  return { list: [new Money(n)], box: new Box(n), price: null };
}

/** Infer a class. */
export async function inferred(n: number) {
  return { box: new Box("x"), price: new Price(n), text: { toJSON: () => "x" } };
}

/** Return interfaces. */
export async function interfaces(): Promise<{ a: Derived; b: Text; c: { hidden: bigint; toJSON(): number } }> {
  const toJSON = (): { a: string } => ({ a: "a" });
  return {
    a: { secret: new Map(), more: 1, toJSON },
    b: { toJSON: () => "b" },
    c: { hidden: 1n, toJSON: () => 1 },
  };
}
