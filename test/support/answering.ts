import { createServer, type Server } from "node:net";
import { onTestFinished } from "vitest";

/** A server that answers each connection with these bytes, or (null) with nothing at all; gives its address. */
export async function answering(...answers: readonly (string | null)[]): Promise<string> {
  let at = 0;
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    let asked = "";
    socket.on("data", (chunk) => {
      asked += String(chunk);
      if (!isWhole(asked)) return;
      const answer = answers[Math.min(at, answers.length - 1)];
      at += 1;
      if (typeof answer === "string") socket.end(answer);
    });
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return addressOf(server);
}

/** An address at which nobody listens. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

/** Node loads its `fetch` at the first use, which on a busy machine takes longer than tests of short waits have. */
export async function fetchOnce(): Promise<void> {
  await fetch(await closedAddress()).catch(() => undefined);
}

/** A response with a JSON body; `headers` end with a line break each. */
export const http = (status: string, body: string, headers = ""): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n${headers}\r\n${body}`;

const addressOf = (server: Server): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api`;
};

/** Whether a request has come to its end: answered before that, its connection would be reset. */
function isWhole(asked: string): boolean {
  const [head = "", body = ""] = asked.split("\r\n\r\n");
  return asked.includes("\r\n\r\n") && body.length >= Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0);
}
