import { headers as ticketHeaders, zendesk as desk } from "../_shared/zendesk.js";

/**
 * Get a ticket.
 *
 * @param id - Number of the ticket.
 */
export async function getTicket(id: number): Promise<string> {
  const response = await fetch(`https://desk.example.com/tickets/${id}`, { headers: ticketHeaders() });
  return response.text();
}

/**
 * Name the agent.
 */
export function agent(): string {
  const headers = { user: desk.get("ZENDESK_USER") };
  return headers.user;
}
