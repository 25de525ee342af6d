import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for the temporary files of the lanes of one domain: there while one of them runs, and open to no other user. */
export class TemporaryFolder {
  readonly path: string = join(realpathSync(tmpdir()), `actionary-tmp-${crypto.randomUUID()}`);
  #users = 0;

  /** Called before a lane starts. */
  enter(): void {
    this.#users++;
    if (this.#users === 1) mkdirSync(this.path, { mode: 0o700 });
  }

  /** Called after a lane has ended; the last one takes the folder with it. */
  leave(): void {
    this.#users--;
    if (this.#users === 0) rmSync(this.path, { recursive: true, force: true });
  }
}
