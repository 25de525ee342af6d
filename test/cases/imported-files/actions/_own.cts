export const name = "cts";
