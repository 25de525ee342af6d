import { Failure } from "actionary";

/**
 * Reserve a seat.
 *
 * @param seat - Number of the seat.
 * @throws conflict when the seat is taken.
 */
export async function reserve(seat: number): Promise<boolean> {
  if (seat < 1) throw new Failure("invalid_request", "Seats are counted from 1.");
  const response = await fetch(`https://seats.example.com/${seat}`, { method: "POST" });
  if (response.status === 409) throw new Failure("conflict", "The seat is taken.");
  return response.ok;
}
