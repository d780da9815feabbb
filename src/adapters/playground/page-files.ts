import { readdir, readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";

/** A file of the page, ready to be sent. */
export type PageFile = Readonly<{ type: string; body: Buffer }>;

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
  const names = await readdir(folder);
  const files = new Map<string, PageFile>();
  for (const name of names) await add(files, `/page/${name}`, new URL(name, folder));
  await add(files, "/protocol.ts", new URL("./protocol.ts", import.meta.url));
  const index = files.get("/page/index.html");
  if (index) files.set("/", index);
  return files;
}

async function add(files: Map<string, PageFile>, path: string, file: URL): Promise<void> {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = types[extension];
  if (type === undefined) return;
  const body = await readFile(file);
  files.set(path, { type, body: extension === "ts" ? Buffer.from(stripTypeScriptTypes(body.toString())) : body });
}
