export const one = 1 as const;
export const words = ["x", "y"] as const;
