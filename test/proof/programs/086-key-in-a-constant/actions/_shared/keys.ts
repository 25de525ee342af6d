export const tokenKey = "SALES_TOKEN";
