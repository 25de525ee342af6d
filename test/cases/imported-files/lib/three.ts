import { N } from "../actions/_lib/one.js";
import data from "./data.json" with { type: "json" };

export const three = data.v + N;
