import { env as renamed } from "node:process";
import { Failure, secret } from "actionary";

const { env } = process;

export const isProduction = process.env.NODE_ENV === "production" || process["env"]["TZ"] === "UTC";
export const read = (key: string): unknown => [process.env.TOKEN, globalThis.process.env[key], env.TOKEN, renamed, Failure];
export default secret({ name: "late", keys: ["LATE"] });
