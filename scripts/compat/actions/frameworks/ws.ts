import { once } from "node:events";
import WebSocket from "ws";

/**
 * Send a message and receive one.
 *
 * @title ws
 */
export async function useWs(webSocket: number): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${webSocket}`);
  await once(socket, "open");
  socket.send("hello");
  const [data] = await once(socket, "message");
  socket.close();
  return String(data);
}
