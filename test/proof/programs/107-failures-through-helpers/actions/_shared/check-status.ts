import { Failure } from "actionary";

export function checkStatus(status: number): void {
  if (status === 401) throw new Failure("auth", "The service does not know the key.");
  if (status === 404) notThere();
}

function notThere(): never {
  throw new Failure("not_found", "There is nothing of this name.");
}

export function tooLate(): Promise<never> {
  return Promise.reject(new Failure("timeout", "It took too long."));
}
