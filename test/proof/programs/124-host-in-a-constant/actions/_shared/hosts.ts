export const host = "quiet.example.com";
export const address = `https://${host}/v2`;
