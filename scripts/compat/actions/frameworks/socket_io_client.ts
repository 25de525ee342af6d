import { io } from "socket.io-client";

/**
 * Ask and be answered.
 *
 * @title socket.io-client
 */
export async function useSocketIo(socketIo: number): Promise<string> {
  const socket = io(`http://127.0.0.1:${socketIo}`, { reconnection: false });
  const answer = await socket.timeout(5000).emitWithAck("hello", "world");
  socket.disconnect();
  return answer;
}
