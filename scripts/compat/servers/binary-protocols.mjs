// Servers that speak binary protocols, as far as the packages need them.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BSON } from "bson";
import { listen } from "./text-protocols.mjs";

const require = createRequire(import.meta.url);

/** Calls `handle` with each whole message of a socket; `sizeOf` gives its length, or undefined while that is unknown. */
function eachMessage(socket, sizeOf, handle) {
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let size = sizeOf(rest); size !== undefined && rest.length >= size; size = sizeOf(rest)) {
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      handle(message);
    }
  });
}

/** A MongoDB server that keeps the documents of all collections in one list. */
export function startMongo() {
  const documents = [];
  const hello = {
    ...{
      ismaster: true,
      isWritablePrimary: true,
      helloOk: true,
      maxBsonObjectSize: 16777216,
      maxMessageSizeBytes: 48000000,
    },
    ...{ maxWriteBatchSize: 100000, minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1 },
  };
  const answer = (command) => {
    if (command.hello || command.ismaster || command.isMaster) return hello;
    if (command.insert) return { n: documents.push(...command.documents), ok: 1 };
    if (command.find) return { cursor: { firstBatch: documents, id: 0n, ns: `${command.$db}.${command.find}` }, ok: 1 };
    return { ok: 1 };
  };
  const sizeOf = (bytes) => (bytes.length < 4 ? undefined : bytes.readInt32LE(0));
  return listen((socket) => {
    eachMessage(socket, sizeOf, (message) => {
      const [id, code] = [message.readInt32LE(4), message.readInt32LE(12)];
      const isQuery = code === 2004; // the first hello comes in the old form
      const start = isQuery ? message.indexOf(0, 20) + 9 : 21;
      const command = BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));
      for (let at = start + message.readInt32LE(start); !isQuery && at + 5 < message.length && message[at] === 1; ) {
        const end = at + 1 + message.readInt32LE(at + 1);
        const name = message.toString("utf8", at + 5, message.indexOf(0, at + 5));
        command[name] = [];
        for (let each = message.indexOf(0, at + 5) + 1; each < end; each += message.readInt32LE(each)) {
          command[name].push(BSON.deserialize(message.subarray(each, each + message.readInt32LE(each))));
        }
        at = end;
      }
      const document = BSON.serialize(answer(command));
      const head = Buffer.alloc(isQuery ? 36 : 21);
      head.writeInt32LE(head.length + document.length, 0);
      head.writeInt32LE(id, 8);
      head.writeInt32LE(isQuery ? 1 : 2013, 12);
      if (isQuery) head.writeInt32LE(1, 32);
      socket.write(Buffer.concat([head, document]));
    });
  });
}

/** A Kafka broker that knows of one topic. */
export function startKafka() {
  const text = (value) => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
  const ports = {};
  const answers = {
    // Of all requests it takes the first version alone.
    18: () => [int16(0), int32(2), int16(3), int16(0), int16(0), int16(18), int16(0), int16(0), int32(0)],
    3: () => [
      ...[int32(1), int32(1), text("127.0.0.1"), int32(ports.own)],
      ...[
        int32(1),
        int16(0),
        text("orders"),
        int32(1),
        int16(0),
        int32(0),
        int32(1),
        int32(1),
        int32(1),
        int32(1),
        int32(1),
      ],
    ],
  };
  const sizeOf = (bytes) => (bytes.length < 4 ? undefined : 4 + bytes.readInt32BE(0));
  return listen((socket) => {
    eachMessage(socket, sizeOf, (message) => {
      const body = Buffer.concat([message.subarray(8, 12), ...answers[message.readInt16BE(4)]()]);
      socket.write(Buffer.concat([int32(body.length), body]));
    });
  }).then((port) => {
    ports.own = port;
    return port;
  });
}

function int16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** An AMQP broker with one queue, in the frames of `amqplib`. */
export function startAmqp() {
  const defs = require(join(dirname(require.resolve("amqplib")), "lib/defs.js")); // which the package does not export
  const messages = [];
  const frame = (type, channel, payload) => {
    const head = Buffer.alloc(7);
    head.writeUInt8(type, 0);
    head.writeUInt16BE(channel, 1);
    head.writeUInt32BE(payload.length, 3);
    return Buffer.concat([head, payload, Buffer.from([0xce])]);
  };
  const sizeOf = (bytes) => {
    if (bytes.length >= 8 && bytes.toString("latin1", 0, 4) === "AMQP") return 8;
    return bytes.length < 7 || bytes[0] === 0x41 ? undefined : 8 + bytes.readUInt32BE(3);
  };
  return listen((socket) => {
    const method = (channel, id, fields) => socket.write(defs.encodeMethod(id, channel, fields));
    const [mechanisms, locales] = [Buffer.from("PLAIN"), Buffer.from("en_US")];
    const start = { versionMajor: 0, versionMinor: 9, serverProperties: {}, mechanisms, locales };
    const counted = { queue: "orders", messageCount: 0, consumerCount: 0 };
    const answers = {
      [defs.ConnectionStartOk]: () =>
        method(0, defs.ConnectionTune, { channelMax: 10, frameMax: 131072, heartbeat: 0 }),
      [defs.ConnectionOpen]: () => method(0, defs.ConnectionOpenOk, { knownHosts: "" }),
      [defs.ChannelOpen]: (channel) => method(channel, defs.ChannelOpenOk, { channelId: Buffer.from("") }),
      [defs.QueueDeclare]: (channel) => method(channel, defs.QueueDeclareOk, counted),
      [defs.BasicGet]: (channel) => {
        const content = messages.shift();
        if (content === undefined) return method(channel, defs.BasicGetEmpty, { clusterId: "" });
        const got = { deliveryTag: 1, redelivered: false, exchange: "", routingKey: "orders", messageCount: 0 };
        method(channel, defs.BasicGetOk, got);
        socket.write(defs.encodeProperties(defs.BasicProperties, channel, content.length, {}));
        return socket.write(frame(3, channel, content));
      },
      [defs.ChannelClose]: (channel) => method(channel, defs.ChannelCloseOk, {}),
      [defs.ConnectionClose]: () => method(0, defs.ConnectionCloseOk, {}),
    };
    eachMessage(socket, sizeOf, (message) => {
      if (message[0] === 0x41) return method(0, defs.ConnectionStart, start);
      const channel = message.readUInt16BE(1);
      if (message[0] === 3) return messages.push(Buffer.from(message.subarray(7, -1)));
      return message[0] === 1 ? answers[message.readUInt32BE(7)]?.(channel) : undefined;
    });
  });
}
