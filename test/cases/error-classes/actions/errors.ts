import { Failure } from "actionary";
import { Base } from "./_base.js";

export class Gone extends Error {}
export class LongGone extends Gone {}
export class Refused extends Failure {}
export class Based extends Base {}
export abstract class Outside extends RangeError {}
export const Expressed = class extends TypeError {};

/** Says hello. */
export function hello(): void {}
