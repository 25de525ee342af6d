import { secret, secrets } from "actionary";

export const hotel = secret({ name: "hotel", keys: ["HOTEL_USER", "HOTEL_PASSWORD", "HOTEL_AGENT", "HOTEL_OTHER"] });

/**
 * Book a room.
 *
 * @secret hotel
 */
export async function book(): Promise<boolean> {
  const login = `${hotel.get("HOTEL_USER")}:${secrets.get("HOTEL_PASSWORD")}`;
  const headers = { authorization: `Basic ${btoa(login)}`, "x-agent": process.env.HOTEL_AGENT ?? "" };
  return (await fetch("https://hotel.example.com/rooms", { method: "POST", headers })).ok;
}
