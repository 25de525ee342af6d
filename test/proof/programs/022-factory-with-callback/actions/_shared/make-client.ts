export interface Client {
  get(path: string): Promise<string>;
}

export function makeClient(product: string, token: () => string): Client {
  return {
    async get(path) {
      const headers = { authorization: `Bearer ${token()}`, "x-product": product };
      const response = await fetch(`https://work.example.com/api/${path}`, { headers });
      return response.text();
    },
  };
}
