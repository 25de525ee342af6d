export const chunk = "ours";
