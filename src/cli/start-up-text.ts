import type { Running } from "../compose/bot.ts";
import type { Config } from "../config.ts";
import { counted } from "./counted.ts";

/** What a person reads once the bot runs. */
export function startUpText(config: Config, { addresses, bank }: Pick<Running, "addresses" | "bank">): string {
  const lines = [
    ...addresses.map((address) => ["Playground", `${address}${otherPort(config, address)}`] as const),
    [
      "Data",
      config.databaseUrl === null ? config.dataDir : `the database of DATABASE_URL, and ${config.dataDir}`,
    ] as const,
    ["Questions", `${bank.questions} about ${counted(bank.topics, "topic")}`] as const,
    ...bank.problems.map(
      ({ folder, count }) => ["Problems", `${count} in ${folder}: npm run drill -- bank check ${folder}`] as const,
    ),
  ];
  return [
    "",
    "  Daily Drill is running. Ctrl+C stops it.",
    "",
    ...lines.map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    "",
  ].join("\n");
}

function otherPort({ port, portChosen }: Config, address: string): string {
  const used = URL.parse(address)?.port;
  return portChosen || used === String(port) ? "" : `  (port ${port} is taken by another program)`;
}
