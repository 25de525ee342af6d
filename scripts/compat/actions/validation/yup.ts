import { number, object } from "yup";

/**
 * Check a value.
 *
 * @title yup
 */
export async function useYup(): Promise<string> {
  return object({ a: number().required().min(1) })
    .validate({ a: 0 })
    .then(
      () => "fine",
      (error: Error) => error.message,
    );
}
