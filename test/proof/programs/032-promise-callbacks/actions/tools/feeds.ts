import { secret } from "actionary";

export const feeds = secret({
  name: "feeds",
  keys: ["FEEDS_MAIN", "FEEDS_PARSE", "FEEDS_SPARE", "FEEDS_TRACE", "FEEDS_NEVER"],
});

const trace = (): void => console.log(feeds.get("FEEDS_TRACE").length);

function decode(response: Response): Promise<string> {
  return response.text().then((text) => text.replaceAll(feeds.get("FEEDS_PARSE"), ""));
}

/**
 * Read the feed.
 */
export function readFeed(): Promise<string> {
  return fetch("https://feeds.example.com/main", { headers: { "x-key": feeds.get("FEEDS_MAIN") } })
    .then(decode)
    .catch(() => feeds.get("FEEDS_SPARE"))
    .finally(trace);
}
