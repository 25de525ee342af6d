import { secret } from "actionary";

export const teams = secret({ name: "teams", keys: ["TEAMS_TOKEN", "TEAMS_HOOK"] });
export const webex = secret({ name: "webex", keys: ["WEBEX_TOKEN"] });

export const chats = { teams, other: { webex } } as const;
