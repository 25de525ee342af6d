/**
 * Returns the snake_case form of a name. Words split at lower case or digit → upper case, and at upper case → upper case
 * followed by lower case; digits stay with what is left of them; `-` becomes `_`.
 */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}

const acronyms = new Map(
  ["API", "ARN", "AWS", "CIDR", "CPU", "CSV", "CVE", "DNS", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "MD5", "OS"]
    .concat(["PDF", "PR", "S3", "SHA1", "SHA256", "SQL", "SSH", "TLS", "TS", "UI", "URI", "URL", "UUID", "XML", "YAML"])
    .map((word) => [word.toLowerCase(), word]),
);

const titles = new Map<string, string>();

/** Returns a name in words, as a form shows it: `maxAgeInDays` is "Max age in days", `repo_id` "Repo ID". */
export function titleOf(name: string): string {
  // A project repeats the same few names.
  const title = titles.get(name) ?? capitalizedWords(name);
  titles.set(name, title);
  return title;
}

function capitalizedWords(name: string): string {
  const words = snakeCase(name)
    .split(/[_\s]+/)
    .filter((word) => word !== "");
  const text = words.map((word) => acronyms.get(word) ?? word).join(" ");
  // The name of a property may be empty, and a form still needs a word for it.
  if (name.trim() === "") return "Unnamed";
  return text === "" ? name : text.charAt(0).toUpperCase() + text.slice(1);
}
