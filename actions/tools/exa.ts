/**
 * Exa, a search engine for programs.
 *
 * @packageDocumentation
 * @platform Exa
 * @icon exa
 */
import { endpoint, type Integer, secret } from "actionary";
import { postToExa } from "../_shared/exa.js";

/** An API key of Exa's dashboard. */
export const exa = secret({
  name: "exa",
  keys: ["EXA_API_KEY"],
  title: "Exa",
  docUrl: "https://dashboard.exa.ai/api-keys",
  fields: { EXA_API_KEY: { title: "API key" } },
});

/** Exa's API. */
export const exaApi = endpoint("exa", "https://api.exa.ai");

/** How to search: the deep ones take seconds and reason, the fast ones less than one. */
export type SearchType = "auto" | "instant" | "fast" | "neural" | "deep-lite" | "deep" | "deep-reasoning";

/** The kind of page to look for. */
export type SearchCategory = "company" | "people" | "research paper" | "news" | "personal site" | "financial report";

/** How much of a page's text to fetch. */
export interface TextOptions {
  /** Where to cut the text. */
  maxCharacters?: Integer;
  /** Keep the tags of HTML that give the text its structure. */
  includeHtmlTags?: boolean;
}

/** Which passages of a page to fetch. */
export interface HighlightOptions {
  /** What the passages should answer, if not the search's own query. */
  query?: string;
  /** How long the passages may be together. */
  maxCharacters?: Integer;
}

/** What a page's summary should say. */
export interface SummaryOptions {
  /** What the summary should answer, if not the search's own query. */
  query?: string;
}

/** What to fetch of each page; what is left out is not fetched. */
export interface PageContents {
  /** The page's text. */
  text?: boolean | TextOptions;
  /** The passages that answer the query best. */
  highlights?: boolean | HighlightOptions;
  /** A summary, written by a language model. */
  summary?: SummaryOptions;
  /** How old, in hours, a stored copy of the page may be; 0 for none, -1 for any. */
  maxAgeHours?: Integer;
}

/** A page that was found; further properties are passed on as they are. */
export interface SearchResult {
  /** Exa's name of the page, by which its contents can be asked for. */
  id: string;
  /** The page's address. */
  url: string;
  /** The page's title. */
  title: string | null;
  /** When the page was published, as far as Exa can tell (ISO 8601). */
  publishedDate?: string | null;
  /** Who wrote it, as far as Exa can tell. */
  author?: string | null;
  /** How well it fits the query, from 0 to 1. */
  score?: number | null;
  /** Its text, if `contents` asked for it. */
  text?: string;
  /** The passages that answer the query best, if `contents` asked for them. */
  highlights?: string[];
  /** Its summary, if `contents` asked for it. */
  summary?: string;
}

/** What a search cost. */
export interface SearchCost {
  /** All of it, in US dollars. */
  total: number;
}

/** What was found. */
export interface SearchResults {
  /** Exa's name of the request, by which its support finds it. */
  requestId: string;
  /** The way in which Exa searched, if it was left to choose. */
  resolvedSearchType?: string;
  /** The pages, best first. */
  results: SearchResult[];
  /** What the search cost. */
  costDollars?: SearchCost;
}

/**
 * Search the web by meaning.
 *
 * @title Search the web
 * @docUrl https://exa.ai/docs/reference/search
 * @param query - What to look for, in plain words.
 * @param type - How to search; Exa chooses unless told.
 * @param numResults - How many pages to find; 10 unless told. {@title Number of results} {@minimum 1} {@maximum 100}
 * @param category - The kind of page to look for.
 * @param contents - What to fetch of each page.
 * @param includeDomains - Find pages of these domains only. {@title Only these domains} {@maxItems 1200}
 * @param excludeDomains - Find no pages of these domains. {@title None of these domains} {@maxItems 1200}
 * @param startPublishedDate - Find pages published after this moment only (ISO 8601). {@title Published after}
 * @param endPublishedDate - Find pages published before this moment only (ISO 8601). {@title Published before}
 * @param userLocation - Country of the one who asks, by its two letters. {@title Country} {@minLength 2} {@maxLength 2}
 * @returns The pages that were found, best first.
 * @readonly - POST is how the service searches
 * @throws auth when Exa does not know the key.
 * @throws limit when the account or the key has no money left.
 * @throws permission when the account may not search in this way.
 * @throws invalid_request when arguments exclude each other.
 * @throws rate_limited when more requests come than Exa allows.
 * @example {"query": "How do worker threads share memory?", "numResults": 3, "contents": {"highlights": true}}
 * @throws unavailable
 */
export async function search(
  query: string,
  type?: SearchType,
  numResults?: Integer,
  category?: SearchCategory,
  contents?: PageContents,
  includeDomains?: string[],
  excludeDomains?: string[],
  startPublishedDate?: string,
  endPublishedDate?: string,
  userLocation?: string,
): Promise<SearchResults> {
  const apiKey = exa.get("EXA_API_KEY");
  return postToExa(apiKey, exaApi.url("/search"), {
    query,
    type,
    numResults,
    category,
    contents,
    includeDomains,
    excludeDomains,
    startPublishedDate,
    endPublishedDate,
    userLocation,
  });
}
