import { secret } from "actionary";
import { payrollHeaders } from "../_shared/depth.js";

export const payroll = secret({ name: "payroll", keys: ["PAYROLL_TOKEN"] });

/**
 * List the salaries.
 */
export async function listSalaries(): Promise<string> {
  return (await fetch("https://payroll.example.com/", { headers: payrollHeaders() })).text();
}
