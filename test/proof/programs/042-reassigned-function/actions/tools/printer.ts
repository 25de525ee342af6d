import { secret } from "actionary";

export const printer = secret({
  name: "printer",
  keys: ["PRINTER_PIN", "PRINTER_COLOUR_PIN", "PRINTER_ADMIN_PIN", "PRINTER_OTHER"],
});

const plain = (): string => printer.get("PRINTER_PIN");
const colour = (): string => printer.get("PRINTER_COLOUR_PIN");

/**
 * Print a page.
 *
 * @param isColoured - Whether in colour.
 * @param isUrgent - Whether before all others.
 */
export async function print(isColoured: boolean, isUrgent: boolean): Promise<boolean> {
  let pin = plain;
  if (isColoured) pin = colour;
  if (isUrgent) {
    pin = () => printer.get("PRINTER_ADMIN_PIN");
  }
  const response = await fetch("https://printer.example.com/jobs", { method: "POST", headers: { "x-pin": pin() } });
  return response.ok;
}
