// What start.ts measures beside the bot: every package of package.json's dependencies loaded, and one page served.
import { readFileSync } from "node:fs";
import express from "express";
import { z } from "zod";

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
const { dependencies } = manifest.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));
/** Packages that have no entry of their own name. */
const entries: Readonly<Record<string, string>> = { "discord-api-types": "discord-api-types/v10" };
for (const name of Object.keys(dependencies)) await import(entries[name] ?? name);
express()
  .get("/", (_request, response) => void response.type("html").send("<title>all packages</title>"))
  .listen(Number(process.env["PORT"]), "127.0.0.1");
