import { secret } from "actionary";
import type { Sender } from "./sender.js";

export const matrix = secret({ name: "matrix", keys: ["MATRIX_TOKEN", "MATRIX_ROOM"] });

export class Matrix implements Sender {
  async send(text: string): Promise<boolean> {
    const headers = { authorization: `Bearer ${matrix.get("MATRIX_TOKEN")}` };
    const response = await fetch("https://matrix.example.com/send", { method: "PUT", body: text, headers });
    return response.ok;
  }

  room(): string {
    return matrix.get("MATRIX_ROOM");
  }
}
