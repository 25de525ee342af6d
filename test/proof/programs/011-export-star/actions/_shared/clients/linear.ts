import { secret } from "actionary";

export const linear = secret({ name: "linear", keys: ["LINEAR_API_KEY"] });

export async function linearTeams(): Promise<string> {
  const response = await fetch("https://api.linear.app/teams", {
    headers: { authorization: linear.get("LINEAR_API_KEY") },
  });
  return response.text();
}
