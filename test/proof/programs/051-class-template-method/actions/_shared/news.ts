import { secret } from "actionary";
import { Source } from "./source.js";

export const news = secret({ name: "news", keys: ["NEWS_TOKEN", "NEWS_OTHER"] });

export class News extends Source {
  protected override token(): string {
    return news.get("NEWS_TOKEN");
  }
}
