import Joi from "joi";

/**
 * Check a value.
 *
 * @title joi
 */
export async function useJoi(): Promise<string> {
  const { error } = Joi.object({ a: Joi.number().min(1).required() }).validate({ a: 0 });
  return String(error?.message);
}
