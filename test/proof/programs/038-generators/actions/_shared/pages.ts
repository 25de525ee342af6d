import { secret } from "actionary";

export const archive = secret({ name: "archive", keys: ["ARCHIVE_KEY", "ARCHIVE_CURSOR_KEY", "ARCHIVE_INDEX"] });

export async function* pages(count: number): AsyncGenerator<string> {
  for (let page = 0; page < count; page += 1) {
    const headers = { "x-key": archive.get("ARCHIVE_KEY") };
    const response = await fetch(`https://archive.example.com/pages/${page}`, { headers });
    yield await response.text();
    yield* cursors();
  }
}

function* cursors(): Generator<string> {
  yield archive.get("ARCHIVE_CURSOR_KEY").slice(0, 1);
}

export const index = {
  *[Symbol.iterator](): Generator<string> {
    yield* archive.get("ARCHIVE_INDEX").split(",");
  },
};
