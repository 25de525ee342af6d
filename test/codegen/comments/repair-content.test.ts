import { expect, it } from "vitest";
import { repairDuration, repairFailure, repairJson } from "../../../codegen/read/comments/repair-content.js";

// Contents in other words than the tag takes, and what they mean.

it.each([
  ["20 seconds", "20s"],
  ["2min", "2m"],
  ["2 Minutes", "2m"],
  ["500 milliseconds", "500ms"],
  ["500 msec.", "500ms"],
  ["1.5 hrs", "1.5h"],
  ["5", undefined],
  ["20 months", undefined],
  ["half a minute", undefined],
])("the duration %j means %j", (content, text) => {
  expect(repairDuration(content)?.text).toBe(text);
});

it.each([
  ["NotFound when gone", "not_found when gone"],
  ["{RateLimitedError} at times", "rate_limited at times"],
  ["timeoutError", "timeout"],
  ["not_found when gone", undefined],
  ["RangeError when bad", undefined],
  ["Error", undefined],
])("the failure %j means %j", (content, text) => {
  expect(repairFailure(content)?.text).toBe(text);
});

it.each<[string, string | undefined, boolean | undefined]>([
  ["`5`", "5", true],
  ["'it'", '"it"', true],
  ["low", '"low"', false],
  ["two words", undefined, undefined],
])("the value %j means %j", (content, text, safe) => {
  expect(repairJson(content)).toEqual(text === undefined ? undefined : { text, safe });
});
