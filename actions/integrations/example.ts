/**
 * The smallest integration that is one.
 *
 * @packageDocumentation
 * @platform Example
 * @icon example
 */

/** What `sampleIntegration` was given, and a sentence about it. */
export interface SampleResult {
  /** The text, as it was given. */
  input1: string;
  /** The number, as it was given. */
  input2: number;
  /** Both in one sentence. */
  message: string;
}

/**
 * Return both inputs, and a sentence that holds them.
 *
 * @title Sample integration
 * @param input1 - Any text.
 * @param input2 - Any number.
 * @returns Both inputs and the sentence.
 * @readonly
 * @example
 * {"input1": "apples", "input2": 3} => {"input1": "apples", "input2": 3, "message": "Received apples and 3."}
 */
export function sampleIntegration(input1: string, input2: number): SampleResult {
  return { input1, input2, message: `Received ${input1} and ${input2}.` };
}
