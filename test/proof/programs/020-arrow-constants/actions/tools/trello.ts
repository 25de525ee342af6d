import { secret } from "actionary";

export const trello = secret({ name: "trello", keys: ["TRELLO_KEY", "TRELLO_TOKEN", "TRELLO_SECRET"] });

const query = (): string => `key=${trello.get("TRELLO_KEY")}&token=${token()}`;

const token = function read(): string {
  return trello.get("TRELLO_TOKEN");
};

/**
 * List the boards.
 */
export const listBoards = async (): Promise<string> => {
  const response = await fetch(`https://api.trello.com/1/members/me/boards?${query()}`);
  return response.text();
};

/**
 * Tell how long the secret is.
 */
export const lengthOfSecret = function (): number {
  return trello.get("TRELLO_SECRET").length;
};
