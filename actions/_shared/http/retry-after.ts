/** Seconds until the service wants to hear from us again (RFC 9110, 10.2.3: seconds or a date), if the reply says so. */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim();
  if (!text) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : secondsUntil(date / 1000);
}

/** Seconds from now until a moment in seconds since the epoch; 0 if it has passed. */
export function secondsUntil(epochSeconds: number): number {
  return Math.max(0, Math.ceil(epochSeconds - Date.now() / 1000));
}
