import type { Running } from "../compose/bot.ts";
import type { Config } from "../config.ts";
import { counted } from "./counted.ts";
import { failureText } from "./failure.ts";

/** What a person reads once the bot runs. */
export function startUpText(config: Config, running: Pick<Running, "addresses" | "bank" | "metrics" | "shut">): string {
  const { addresses, bank, metrics, shut } = running;
  const lines = [
    ...addresses.map(
      (address) => ["Playground", `${address}${otherPort(config.port, config.portChosen, address)}`] as const,
    ),
    [
      "Data",
      config.databaseUrl === null ? config.dataDir : `the database of DATABASE_URL, and ${config.dataDir}`,
    ] as const,
    ...(config.backupDir === null ? [] : [["Backups", `every night in ${config.backupDir}`] as const]),
    ["Questions", `${bank.questions} about ${counted(bank.topics, "topic")}`] as const,
    ...bank.problems.map(
      ({ folder, count }) => ["Problems", `${count} in ${folder}: npm run drill -- bank check ${folder}`] as const,
    ),
    ...(metrics === null ? [] : [["Metrics", `${metrics}/metrics${otherMetricsPort(config, metrics)}`] as const]),
    ...shut.flatMap(({ platform, error }) =>
      `does not run: ${failureText(error, false)}`
        .split("\n")
        .map((line, at) => [at === 0 ? titled(platform) : "", line] as const),
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

const titled = (platform: string): string => `${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;

const otherMetricsPort = ({ metrics }: Config, address: string): string =>
  metrics === null ? "" : otherPort(metrics.port, metrics.chosen, address);

/** Why the port is not the one that people expect. */
function otherPort(port: number, chosen: boolean, address: string): string {
  const used = URL.parse(address)?.port;
  return chosen || used === String(port) ? "" : `  (port ${port} is taken by another program)`;
}
