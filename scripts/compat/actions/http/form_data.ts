import { request } from "node:http";
import FormData from "form-data";

/**
 * Send a file as a form by `node:http`.
 *
 * @title form-data
 */
export async function useFormData(http: string): Promise<string> {
  const form = new FormData();
  form.append("file", Buffer.from("hello"), { filename: "a.txt", contentType: "text/plain" });
  return new Promise((resolve, reject) => {
    const asked = request(`${http}/upload`, { method: "POST", headers: form.getHeaders() }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(`${JSON.parse(text).type} ${JSON.parse(text).body.includes("hello")}`));
    });
    asked.on("error", reject);
    form.pipe(asked);
  });
}
