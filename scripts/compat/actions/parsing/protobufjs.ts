import protobuf from "protobufjs";

/**
 * Encode and decode a message.
 *
 * @title protobufjs
 */
export async function useProtobufjs(): Promise<string> {
  const { root } = protobuf.parse('syntax = "proto3"; message Item { string name = 1; repeated int32 ids = 2; }');
  const type = root.lookupType("Item");
  return JSON.stringify(type.toObject(type.decode(type.encode({ name: "a", ids: [1, 2] }).finish())));
}
