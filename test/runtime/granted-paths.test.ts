import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createRuntime } from "../../runtime/index.js";
import { temporaryFolder } from "../project/make-project.js";
import { makeBuild } from "./fixtures/make-build.js";

const source = `
  import fs from "node:fs";
  export function write(file: string) { fs.writeFileSync(file, "written"); return fs.readFileSync(file, "utf8"); }
`;

async function writing(data: string, file: string, spoil: (generated: string) => void): Promise<unknown> {
  const permissions = [`fs:${data}/`];
  const action = { export: "write", parameters: ["file"], permissions };
  const { generated } = await makeBuild({ x: { source, actions: { "x.write": action } } });
  onTestFinished(() => rmSync(generated, { recursive: true, force: true }));
  spoil(generated);
  const runtime = await createRuntime({ generated, lanes: 1 });
  onTestFinished(() => runtime.close());
  return runtime.run("x.write", { file }).catch((error: Error) => error);
}

test("a granted folder can be written", async () => {
  const folder = temporaryFolder();
  expect(await writing(folder, join(folder, "x.txt"), () => {})).toBe("written");
});

test("a relative path means the same in `@permission` and in the action", async () => {
  const folder = relative(process.cwd(), temporaryFolder());
  expect(await writing(folder, join(folder, "x.txt"), () => {})).toBe("written");
});

test("a lane does not start when links that were made later cover the build", async () => {
  for (const make of [
    (folder: string, generated: string) => symlinkSync(generated, join(folder, "data")),
    (folder: string, generated: string) => {
      mkdirSync(join(folder, "data"));
      symlinkSync(join(generated, "build"), join(folder, "data/link"));
    },
  ]) {
    const folder = temporaryFolder();
    let current = "";
    const error = await writing(join(folder, "data"), join(folder, "data/current.json"), (generated) => {
      make(folder, generated);
      current = join(generated, "build/current.json");
    });
    expect(error).toMatchObject({
      message: expect.stringMatching(/@permission fs:.* cannot be given: .*(covers|leads to)/),
    });
    expect(readFileSync(current, "utf8")).not.toBe("written");
  }
}, 30_000);

test("a folder with a store of secrets or with a master key is not given", async () => {
  const folder = temporaryFolder();
  const names = ["ACTIONARY_STORE", "ACTIONARY_MASTER_KEY_FILE", "XDG_CONFIG_HOME"] as const;
  for (const name of names) {
    vi.stubEnv(name, join(folder, name, "file"));
    onTestFinished(() => void vi.unstubAllEnvs());
    const target = join(folder, name, "x.txt");
    mkdirSync(join(folder, name));
    expect(await writing(join(folder, name), target, () => {})).toMatchObject({
      message: expect.stringMatching(/covers/),
    });
  }
}, 30_000);

test("a folder with everything of the machine is not given", async () => {
  const target = join(temporaryFolder(), "x.txt");
  writeFileSync(target, "before");
  expect(await writing("", target, () => {})).toMatchObject({ message: expect.stringMatching(/covers/) });
  expect(readFileSync(target, "utf8")).toBe("before");
}, 30_000);
