import fs from "fs-extra";

/**
 * Write, read and remove a file.
 *
 * @title fs-extra
 * @permission fs:/tmp/actionary-compat/written/
 */
export async function useFsExtra(): Promise<string> {
  await fs.outputJson("/tmp/actionary-compat/written/deep/a.json", { a: 1 });
  const { a } = await fs.readJson("/tmp/actionary-compat/written/deep/a.json");
  await fs.remove("/tmp/actionary-compat/written/deep");
  return `${a} ${await fs.pathExists("/tmp/actionary-compat/written/deep")}`;
}
