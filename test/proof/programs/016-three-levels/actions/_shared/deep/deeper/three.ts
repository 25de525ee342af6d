import { erp } from "../../handles.js";

export function three(): Record<string, string> {
  return { "x-erp-key": erp.get("ERP_KEY") };
}

export function four(): Record<string, string> {
  return { "x-erp-key": erp.get("ERP_ROOT_KEY") };
}
