import axios from "axios";

/**
 * Post JSON and a form, and read the status of an error.
 *
 * @title axios
 */
export async function useAxios(http: string): Promise<{ json: string; form: string; status: number }> {
  const client = axios.create({ baseURL: http, headers: { "x-app": "a" } });
  const json = await client.post("/json", { a: 1 }, { params: { ids: [1, 2] } });
  const form = await client.post("/form", new URLSearchParams({ a: "1" }));
  const failed = await client.get("/unavailable").catch((error) => error);
  return { json: json.data.path + json.data.body, form: form.data.body, status: failed.response?.status ?? -1 };
}
