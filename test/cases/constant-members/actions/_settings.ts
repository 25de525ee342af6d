export const SETTINGS = { page: { size: 25, "max-size": 100 }, names: ["low", "high"] };
export const LIMIT = 7;
