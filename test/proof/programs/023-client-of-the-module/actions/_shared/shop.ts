import { secret } from "actionary";

export const shop = secret({ name: "shop", keys: ["SHOP_TOKEN", "SHOP_PREVIEW_TOKEN"] });

type Send = (path: string) => Promise<string>;

function makeSend(token: () => string): Send {
  return async (path) => {
    const response = await fetch(`https://shop.example.com/${path}`, { headers: { "x-token": token() } });
    return response.text();
  };
}

export const send: Send = makeSend(() => shop.get("SHOP_TOKEN"));
export const preview: Send = makeSend(() => shop.get("SHOP_PREVIEW_TOKEN"));
