import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Picture } from "../../core/message/message.ts";

const fileName = /^[0-9a-f]{64}\.(png|svg)$/;
const types = { png: "image/png", svg: "image/svg+xml" } as const;

/** Pictures kept beside the room, each under the hash of what is in it: the same picture is one file. */
export class Pictures {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Puts a picture on the disk and gives its file's name. */
  async keep(picture: Picture): Promise<string> {
    const name = `${createHash("sha256").update(picture.bytes).digest("hex")}.${picture.type === "image/png" ? "png" : "svg"}`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const beside = join(this.#folder, `${name}.new`);
    const file = await open(beside, "w", 0o600);
    try {
      await file.writeFile(picture.bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, join(this.#folder, name));
    return name;
  }

  /** A kept picture; null for every name that is none, paths included. */
  async read(name: string): Promise<Readonly<{ type: string; bytes: Buffer }> | null> {
    const [, kind] = fileName.exec(name) ?? [];
    if (kind !== "png" && kind !== "svg") return null;
    try {
      return { type: types[kind], bytes: await readFile(join(this.#folder, name)) };
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
  }
}
