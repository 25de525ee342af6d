import { Client, credentials } from "@grpc/grpc-js";
import protobuf from "protobufjs";

const { root } = protobuf.parse('syntax = "proto3"; message Hello { string text = 1; }');
const hello = root.lookupType("Hello");

/**
 * Call a method.
 *
 * @title @grpc/grpc-js
 */
export async function useGrpc(grpc: number): Promise<string> {
  const client = new Client(`127.0.0.1:${grpc}`, credentials.createInsecure());
  const encode = (value: object): Buffer => Buffer.from(hello.encode(value).finish());
  const decode = (bytes: Buffer): protobuf.Message => hello.decode(bytes);
  const reply = await new Promise<unknown>((resolve, reject) => {
    client.makeUnaryRequest("/Greeter/SayHello", encode, decode, { text: "world" }, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
  client.close();
  return JSON.stringify(reply);
}
