import { testAction } from "actionary/testing";
import { expect, test } from "vitest";
import { sampleIntegration } from "../../actions/integrations/example.js";

test("the sample gives back what it was given", async () => {
  const result = await testAction(sampleIntegration, ["apples", 3]);
  expect(result).toEqual({ input1: "apples", input2: 3, message: "Received apples and 3." });
});
