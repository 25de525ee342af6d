import { chats } from "../_shared/handles.js";

/**
 * List the rooms of Teams.
 */
export async function teamsRooms(): Promise<string> {
  const headers = { authorization: chats.teams.get("TEAMS_TOKEN") };
  return (await fetch("https://teams.example.com/rooms", { headers })).text();
}

/**
 * List the rooms of Webex.
 */
export async function webexRooms(): Promise<string> {
  const { webex } = chats.other;
  return (
    await fetch("https://webexapis.com/v1/rooms", { headers: { authorization: webex.get("WEBEX_TOKEN") } })
  ).text();
}
