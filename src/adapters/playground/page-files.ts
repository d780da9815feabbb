import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** A file of the page. */
export type PageFile = Readonly<{ type: string; body: () => Promise<Buffer> }>;

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  ts: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
};

/**
 * All that the page is made of, by its path on the server: read once, so that no request names a file of the machine.
 * TypeScript is sent without its types, under the names it is imported by.
 */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = new URL("./page/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => typeOf(name) !== null);
  const places = names.map((name) => [`/page/${name}`, new URL(name, folder)] as const);
  const files = await filesAt([...places, ["/protocol.ts", new URL("./protocol.ts", import.meta.url)]]);
  const index = files.get("/page/index.html");
  if (index) files.set("/", index);
  return files;
}

async function filesAt(places: readonly (readonly [path: string, file: URL])[]): Promise<Map<string, PageFile>> {
  const read = await Promise.all(places.map(async ([path, file]) => ({ path, body: await readFile(file) })));
  const scripts = read.filter(({ path }) => path.endsWith(".ts"));
  let stripped: Promise<ReadonlyMap<string, Buffer>> | null = null;
  // At the first request for a script: a bot whose playground nobody opens never pays for it.
  const scriptAt = async (path: string): Promise<Buffer> => {
    stripped ??= withoutTypes(scripts).catch((error: unknown) => {
      stripped = null;
      throw error;
    });
    return (await stripped).get(path) ?? Buffer.alloc(0);
  };
  return new Map(
    read.map(({ path, body }) => [
      path,
      { type: typeOf(path) ?? "", body: async () => (path.endsWith(".ts") ? scriptAt(path) : body) },
    ]),
  );
}

type ReadFile = Readonly<{ path: string; body: Buffer }>;

/** In a process that ends: what takes the types off holds some 25 MB for as long as its process lives. */
async function withoutTypes(scripts: readonly ReadFile[]): Promise<ReadonlyMap<string, Buffer>> {
  const program = fileURLToPath(new URL("./strip-types.ts", import.meta.url));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(scripts.map(({ body }) => body.toString())));
  const stripped: unknown = await json(child.stdout);
  const texts = Array.isArray(stripped) ? stripped.map(String) : [];
  return new Map(scripts.map(({ path }, index) => [path, Buffer.from(texts[index] ?? "")]));
}

const typeOf = (name: string): string | null => types[name.slice(name.lastIndexOf(".") + 1)] ?? null;
