import { testAction } from "actionary/testing";
import { expect, test } from "vitest";
import { sayGoodbyeSecretly } from "../../actions/integrations/greetings.js";

const passphrase = "the owls are not what they seem";

function sayGoodbye(name: string, values: Readonly<Record<string, string>>) {
  return testAction(sayGoodbyeSecretly, [name], { secrets: { greetings: values } });
}

test("the seal is made of the message and the passphrase", async () => {
  expect(await sayGoodbye("Ada", { GREETINGS_PASSPHRASE: passphrase })).toEqual({
    message: "Goodbye, Ada.",
    // printf 'Goodbye, Ada.\n' | openssl dgst -sha256 -hmac 'the owls are not what they seem'
    seal: "d8e896e534afa8a7183b7822467efc3570bdf4afdff335bbe8380c90e84e055f",
    isSigned: false,
  });
});

test("a signature changes the seal", async () => {
  const unsigned = await sayGoodbye("Ada", { GREETINGS_PASSPHRASE: passphrase });
  const signed = await sayGoodbye("Ada", { GREETINGS_PASSPHRASE: passphrase, GREETINGS_SIGNATURE: "the log lady" });
  expect(signed.isSigned).toBe(true);
  expect(signed.seal).not.toBe(unsigned.seal);
});

test("neither secret is in the result", async () => {
  const values = { GREETINGS_PASSPHRASE: passphrase, GREETINGS_SIGNATURE: "the log lady" };
  const result = JSON.stringify(await sayGoodbye("Ada", values));
  for (const value of Object.values(values)) expect(result).not.toContain(value);
});

test("without a passphrase there is no farewell", async () => {
  await expect(sayGoodbye("Ada", {})).rejects.toThrow("GREETINGS_PASSPHRASE");
});
