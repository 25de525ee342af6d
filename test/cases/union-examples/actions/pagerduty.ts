type Severity = "critical" | "error" | "warning" | "info";

type Payload =
  | { kind: "trigger"; summary: string; severity: Severity; source: string; at?: Date }
  | { kind: "acknowledge"; dedupKey: string }
  | { kind: "resolve"; dedupKey: string };

interface Filter {
  /** The limit. @default "ten" */
  limit?: number;
}

/**
 * Trigger, acknowledge or resolve an incident.
 *
 * @param event - What to send.
 * @param level - How loud. {@default 5}
 * @param filter - What to look for.
 * @example {"event": {"kind": "trigger", "summary": "Host down", "severity": "criticall", "source": "web-1"}}
 * @example {"event": {"kind": "close"}}
 * @example {"event": {"kind": "resolve"}, "extra": 1}
 * @example {"event": 3}
 */
export async function sendEvent(event: Payload, level?: "low" | "high", filter?: Filter): Promise<void> {
  void [event, level, filter];
}
