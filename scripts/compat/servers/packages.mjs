// Servers that are packages themselves.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import grpc from "@grpc/grpc-js";
import { Aedes } from "aedes";
import mysql from "mysql2";
import protobuf from "protobufjs";
import { SMTPServer } from "smtp-server";
import { Server as SocketServer } from "socket.io";
import ssh from "ssh2";
import { WebSocketServer } from "ws";

function portOf(server) {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
}

/** Takes every mail. */
export function startSmtp() {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], logger: false });
  server.on("error", () => {});
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.server.address().port)));
}

/** PostgreSQL within this process; it serves one connection after the other. */
export async function startPostgres() {
  const port = await freePort();
  const db = await PGlite.create();
  await new PGLiteSocketServer({ db, port, host: "127.0.0.1", maxConnections: 8 }).start();
  return port;
}

async function freePort() {
  const server = createTcpServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A MySQL server that answers every query by one row. */
export async function startMysql() {
  const server = mysql.createServer();
  server.on("connection", (connection) => {
    connection.on("error", () => {});
    connection.serverHandshake({
      ...{ protocolVersion: 10, serverVersion: "8.0.0", connectionId: 1, statusFlags: 2, characterSet: 33 },
      capabilityFlags: 0xffffff ^ 0x800 ^ 0x20,
      authCallback: (_credentials, answer) => {
        answer(null);
        connection.sequenceId = 0; // each command counts anew
      },
    });
    connection.on("query", () => {
      const column = { catalog: "def", schema: "", table: "", orgTable: "", name: "sum", orgName: "sum" };
      connection.writeTextResult(
        [{ sum: "3" }],
        [{ ...column, characterSet: 33, columnLength: 10, columnType: 253, flags: 0, decimals: 0 }],
      );
      connection.sequenceId = 0;
    });
    connection.on("quit", () => connection.close());
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server._server.address().port)));
}

/** An MQTT broker. */
export async function startMqtt() {
  const broker = await Aedes.createBroker();
  return portOf(createTcpServer(broker.handle));
}

/** Sends back what a WebSocket sends, and answers Chrome's protocol of a browser by its version. */
export async function startWebSocket() {
  const server = createServer();
  new WebSocketServer({ server }).on("connection", (socket) => {
    socket.on("message", (data) => {
      const text = data.toString();
      const command = text.startsWith('{"method"') ? JSON.parse(text) : undefined;
      socket.send(command ? JSON.stringify({ id: command.id, result: resultOf(command.method) }) : `echo ${text}`);
    });
  });
  return portOf(server);
}

function resultOf(method) {
  if (method === "Browser.getVersion") return { product: "Chrome/140", userAgent: "agent", protocolVersion: "1.3" };
  return method === "Target.getBrowserContexts" ? { browserContextIds: [] } : {};
}

/** A Socket.IO server that answers `hello`. */
export async function startSocketIo() {
  const server = createServer();
  new SocketServer(server).on("connection", (socket) => {
    socket.on("hello", (name, answer) => answer(`hello ${name}`));
  });
  return portOf(server);
}

/** The gRPC service of `greeter.proto`. */
export async function startGrpc() {
  const root = await protobuf.load(fileURLToPath(new URL("greeter.proto", import.meta.url)));
  const [asked, replied] = [root.lookupType("HelloRequest"), root.lookupType("HelloReply")];
  const server = new grpc.Server();
  const serialize = (value) => Buffer.from(replied.encode(value).finish());
  const method = {
    ...{ path: "/Greeter/SayHello", requestStream: false, responseStream: false },
    ...{ requestDeserialize: (bytes) => asked.decode(bytes), responseSerialize: serialize },
    ...{ requestSerialize: (value) => value, responseDeserialize: (value) => value },
  };
  server.addService(
    { sayHello: method },
    {
      sayHello: ({ request }, answer) => answer(null, { message: `Hello ${request.name}` }),
    },
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** An SSH server that answers every command, and lists one file by SFTP. */
export async function startSsh() {
  const { privateKey } = generateKeyPairSync("rsa", {
    ...{ modulusLength: 2048, privateKeyEncoding: { type: "pkcs1", format: "pem" } },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const server = new ssh.Server({ hostKeys: [privateKey] }, (client) => {
    client.on("error", () => {});
    client.on("authentication", (context) => context.accept());
    client.on("session", (accept) => {
      const session = accept();
      session.on("exec", (acceptCommand, _reject, { command }) => {
        const stream = acceptCommand();
        stream.write(`ran ${command}\n`);
        stream.exit(0);
        stream.end();
      });
      session.on("sftp", (acceptFiles) => listOneFile(acceptFiles()));
    });
  });
  return portOf(server);
}

function listOneFile(sftp) {
  const state = { sent: false };
  const attrs = { mode: 0o100644, uid: 0, gid: 0, size: 3, atime: 0, mtime: 0 };
  sftp.on("REALPATH", (id) => sftp.name(id, [{ filename: "/", longname: "/", attrs: {} }]));
  sftp.on("OPENDIR", (id) => sftp.handle(id, Buffer.from("d")));
  sftp.on("READDIR", (id) => {
    if (state.sent) return sftp.status(id, ssh.utils.sftp.STATUS_CODE.EOF);
    state.sent = true;
    return sftp.name(id, [{ filename: "a.txt", longname: "-rw-r--r-- 1 u g 3 Jan 1 2026 a.txt", attrs }]);
  });
  sftp.on("CLOSE", (id) => sftp.status(id, ssh.utils.sftp.STATUS_CODE.OK));
}
