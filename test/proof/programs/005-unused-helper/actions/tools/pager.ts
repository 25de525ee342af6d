import { secret } from "actionary";

export const pager = secret({ name: "pager", keys: ["PAGER_READ_KEY", "PAGER_WRITE_KEY"] });

function readHeaders(): Record<string, string> {
  return { authorization: `Token ${pager.get("PAGER_READ_KEY")}` };
}

// Kept for the next version, which writes.
function writeHeaders(): Record<string, string> {
  return { authorization: `Token ${pager.get("PAGER_WRITE_KEY")}`, ...readHeaders() };
}

/**
 * List the incidents.
 */
export async function listIncidents(): Promise<string> {
  const response = await fetch("https://pager.example.com/incidents", { headers: readHeaders() });
  return response.text();
}

/** Headers by name, for a test. */
export type HeadersOfWriting = ReturnType<typeof writeHeaders>;
