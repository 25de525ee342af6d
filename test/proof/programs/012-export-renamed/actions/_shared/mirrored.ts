export { east as west, west as east } from "./regions.js";
