import { Failure } from "actionary";

const fail = (status: number): never => {
  if (status === 409) throw new Failure("conflict", "The parcel is on its way.");
  throw new Failure("upstream", `The service answers ${status}.`);
};

/**
 * Change where a parcel goes.
 *
 * @param parcel - Number of the parcel.
 * @throws conflict when the parcel has left.
 * @throws upstream when the service answers nonsense.
 */
export async function redirect(parcel: string): Promise<boolean> {
  const response = await fetch(`https://parcel.example.com/${encodeURIComponent(parcel)}`, { method: "POST" });
  return response.ok || fail(response.status);
}
