export const N = 1;
