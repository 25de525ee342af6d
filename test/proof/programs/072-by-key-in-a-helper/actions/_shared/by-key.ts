import { secrets as bound } from "actionary";

export function authorization(): string {
  return `Bearer ${bound.get("INVENTORY_TOKEN")}`;
}

export function warehouse(): string {
  return bound.get("INVENTORY_WAREHOUSE");
}
