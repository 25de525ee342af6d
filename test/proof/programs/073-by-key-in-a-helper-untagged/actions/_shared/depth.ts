import { secrets } from "actionary";

function read(): string {
  return secrets.get("PAYROLL_TOKEN");
}

export const payrollHeaders = (): Record<string, string> => ({ authorization: read() });
