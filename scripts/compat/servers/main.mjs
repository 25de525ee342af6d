// Starts all servers, prints one line of JSON with their addresses by name, and ends with its standard input.
import { startAmqp, startKafka, startMongo } from "./binary-protocols.mjs";
import { startHttp } from "./http.mjs";
import {
  startGrpc,
  startMqtt,
  startMysql,
  startPostgres,
  startSmtp,
  startSocketIo,
  startSsh,
  startWebSocket,
} from "./packages.mjs";
import { startFtp, startImap, startNats, startRedis } from "./text-protocols.mjs";

// A client that ends a connection early must not end the servers of the others.
process.on("uncaughtException", (error) => process.stderr.write(`A server failed: ${error.stack}\n`));

const started = await Promise.all(
  Object.entries({
    http: startHttp(),
    amqp: startAmqp(),
    ftp: startFtp(),
    grpc: startGrpc(),
    imap: startImap(),
    kafka: startKafka(),
    mongo: startMongo(),
    mqtt: startMqtt(),
    mysql: startMysql(),
    nats: startNats(),
    postgres: startPostgres(),
    redis: startRedis(),
    smtp: startSmtp(),
    socketIo: startSocketIo(),
    ssh: startSsh(),
    webSocket: startWebSocket(),
  }).map(async ([name, address]) => [name, await address]),
);

process.stdout.write(`${JSON.stringify(Object.fromEntries(started))}\n`);
process.stdin.resume().on("end", () => process.exit());
