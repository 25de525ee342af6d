import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

/**
 * Call a tool over a transport in memory.
 *
 * @title @modelcontextprotocol/sdk
 */
export async function useMcp(): Promise<string> {
  const server = new McpServer({ name: "server", version: "1.0.0" });
  server.registerTool("hello", { description: "Say hello" }, async () => ({
    content: [{ type: "text", text: "hello" }],
  }));
  const [one, other] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "client", version: "1.0.0" });
  await Promise.all([server.connect(one), client.connect(other)]);
  const { content } = await client.callTool({ name: "hello", arguments: {} });
  await client.close();
  return JSON.stringify(content);
}
