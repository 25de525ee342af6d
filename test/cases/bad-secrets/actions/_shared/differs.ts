import { secret } from "actionary";

export const slack = secret({ name: "slack", keys: ["SLACK_BOT_TOKEN", "SLACK_USER_TOKEN"] });
