/**
 * Pattern of numbers as keys, which JSON has as texts, written as in JavaScript: up to 15 digits, six of them decimals.
 */
export const numberKeys = "^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\\.[0-9]{0,5}[1-9])$";

/** Patterns of the holes of template literal types, by the type that fills them; without their anchors. */
export const holePatterns = {
  // Any text, line breaks included.
  string: "[\\s\\S]*",
  // Any number as JavaScript writes it, except those that overflow to infinity.
  number: "-?(?:0|[1-9][0-9]{0,20})(?:\\.[0-9]{1,20})?(?:e[+-]?(?:[12][0-7][0-9]|[0-9]{1,2}))?",
  bigint: "-?(?:0|[1-9][0-9]*)",
} as const;
