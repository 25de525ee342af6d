// Servers that speak protocols of lines, as far as the packages need them.
import { createServer } from "node:net";

/** Starts a server that greets, and answers each line; returns its port. */
function serveLines(greeting, answer) {
  return listen((socket) => {
    const state = {};
    if (greeting) socket.write(`${greeting}\r\n`);
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) {
        const text = answer(line, state, socket);
        if (text) socket.write(text);
      }
    });
  });
}

export function listen(serve) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}

/** A mailbox with one message. */
export function startImap() {
  const answers = {
    CAPABILITY: "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
    LIST: '* LIST (\\HasNoChildren) "/" INBOX\r\n',
    LSUB: '* LSUB () "/" INBOX\r\n',
    SELECT: "* 1 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 2] ok\r\n* FLAGS (\\Seen)\r\n",
    STATUS: "* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UNSEEN 0)\r\n",
    FETCH:
      '* 1 FETCH (UID 1 ENVELOPE ("Thu, 01 Jan 2026 00:00:00 +0000" "Hello" NIL NIL NIL NIL NIL NIL NIL "<1@x>"))\r\n',
    LOGOUT: "* BYE bye\r\n",
  };
  return serveLines("* OK IMAP4rev1 ready", (line, state, socket) => {
    const [tag, command = ""] = line.split(" ");
    if (state.tag) {
      const started = state.tag;
      state.tag = undefined;
      return `${started} OK done\r\n`;
    }
    if (/^authenticate$/i.test(command) && line.split(" ").length === 3) {
      state.tag = tag;
      return "+ \r\n";
    }
    const name = command.toUpperCase() === "UID" ? line.split(" ")[2].toUpperCase() : command.toUpperCase();
    if (name === "LOGOUT") setTimeout(() => socket.end(), 10);
    return `${answers[name] ?? ""}${tag} OK ${name === "SELECT" ? "[READ-WRITE] " : ""}done\r\n`;
  });
}

/** A folder with one file, by passive connections. */
export function startFtp() {
  return serveLines("220 ready", (line, state, socket) => {
    const [command = ""] = line.split(" ");
    switch (command.toUpperCase()) {
      case "USER":
        return "331 password\r\n";
      case "PASS":
        return "230 in\r\n";
      case "FEAT":
        return "211-Features\r\n UTF8\r\n211 End\r\n";
      case "PWD":
        return '257 "/"\r\n';
      case "EPSV":
        listen((data) => {
          state.data = data;
          state.send?.();
        }).then((port) => socket.write(`229 Entering (|||${port}|)\r\n`));
        return "";
      case "MLSD":
      case "LIST": {
        state.send = () => {
          state.data.end("-rw-r--r-- 1 u g 3 Jan 01 2026 a.txt\r\n");
          socket.write("226 done\r\n");
        };
        socket.write("150 here\r\n");
        if (state.data) state.send();
        return "";
      }
      case "QUIT":
        socket.end("221 bye\r\n");
        return "";
      default:
        return "200 ok\r\n";
    }
  });
}

/** A NATS server that sends what is published to whoever subscribed. */
export async function startNats() {
  const info = {
    server_id: "S",
    version: "2.10.0",
    proto: 1,
    headers: false,
    max_payload: 1048576,
    port: 4222,
    host: "127.0.0.1",
  };
  return listen((socket) => {
    const subscribed = [];
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk;
      for (;;) {
        const end = rest.indexOf("\r\n");
        if (end < 0) return;
        const words = rest.slice(0, end).split(" ");
        if (words[0] === "PUB") {
          const size = Number(words.at(-1));
          if (rest.length < end + 2 + size + 2) return;
          const payload = rest.slice(end + 2, end + 2 + size);
          rest = rest.slice(end + 2 + size + 2);
          for (const { subject, id } of subscribed) {
            if (subject === words[1]) socket.write(`MSG ${subject} ${id} ${size}\r\n${payload}\r\n`);
          }
          continue;
        }
        rest = rest.slice(end + 2);
        if (words[0] === "SUB") subscribed.push({ subject: words[1], id: words.at(-1) });
        if (words[0] === "PING") socket.write("PONG\r\n");
      }
    });
  });
}

/** A Redis server with strings alone. */
export function startRedis() {
  const values = new Map();
  const bulk = (text) => (text === undefined ? "$-1\r\n" : `$${Buffer.byteLength(text)}\r\n${text}\r\n`);
  const answers = {
    SET: ([key, value]) => {
      values.set(key, value);
      return "+OK\r\n";
    },
    GET: ([key]) => bulk(values.get(key)),
    DEL: ([key]) => `:${values.delete(key) ? 1 : 0}\r\n`,
    PING: () => "+PONG\r\n",
    INFO: () => bulk("redis_version:7.0.0\r\nloading:0\r\n"),
    HELLO: ([version]) => `${version === "3" ? "%1" : "*2"}\r\n${bulk("proto")}:${version ?? 2}\r\n`,
  };
  return listen((socket) => {
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk;
      for (let read = readCommand(rest); read; read = readCommand(rest)) {
        rest = rest.slice(read.end);
        const [name = "", ...args] = read.words;
        socket.write(answers[name.toUpperCase()]?.(args) ?? "+OK\r\n");
      }
    });
  });
}

/** Reads one array of bulk strings; returns undefined until it is whole. */
function readCommand(text) {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const words = [];
  for (let count = Number(head[1]); count > 0; count--) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    at += size[0].length;
    const end = at + Number(size[1]);
    if (text.length < end + 2) return undefined;
    words.push(text.slice(at, end));
    at = end + 2;
  }
  return { words, end: at };
}
