/** A class with data, methods and what JSON cannot carry. */
class Repo {
  /** Its id. */
  id = 1;
  name = "x";
  readonly cache = new Map<string, string>();
  private secret = 1;

  save(): number {
    return this.secret;
  }
}

class Plain {
  id = 1;
  name?: string;
}

interface Service {
  /** Where it is. @minLength 2 */
  host: string;
  port: number;
  connect(times: number): boolean;
  onError: (message: string) => void;
  open: Map<string, string>;
}

type Data<T> = Omit<T, "connect" | "onError" | "open">;

interface Extended extends Omit<Service, "connect" | "onError" | "open"> {
  extra: string;
}

/**
 * Take what is left of a type.
 *
 * @param picked - Picked.
 * @param left - Left over.
 * @param generic - Through a generic type.
 * @param extended - As a base.
 */
export function taken(
  picked: Pick<Service, "host" | "port">,
  left: Omit<Service, "connect" | "onError" | "open">,
  generic: Data<Service>,
  extended: Extended,
): Pick<Service, "host"> {
  void left;
  void generic;
  void extended;
  return picked;
}

/**
 * Take what is left of a class.
 *
 * @param picked - Picked.
 * @param partial - Optional.
 * @param left - Left over.
 * @param plain - A class of data alone.
 */
export function classes(
  picked: Pick<Repo, "id" | "name">,
  partial: Partial<Pick<Repo, "id">>,
  left: Omit<Repo, "save" | "cache">,
  plain: Partial<Plain>,
): Pick<Repo, "id"> {
  void partial;
  void left;
  void plain;
  return picked;
}

/**
 * Take what is left of a union.
 *
 * @param text - Without the object.
 * @param also - The texts alone.
 */
export function unions(text: Exclude<Service | string, Service>, also: Extract<string | (() => void), string>): void {
  void text;
  void also;
}
