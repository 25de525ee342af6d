export const token = process.env.OKTA_TOKEN;
