export const IMPORTED = "imported";
