import { join } from "node:path";
import { openBank } from "../adapters/content/load.ts";
import type { Config } from "../config.ts";
import type { BankSource } from "../ports/bank.ts";
import type { Log } from "../ports/log.ts";
import { shippedBank } from "./banks.ts";

/** The questions of all folders that the settings name, and those of workspaces in the data folder. */
export const openBankOf = ({ dataDir, bankDirs }: Pick<Config, "dataDir" | "bankDirs">, log: Log): BankSource =>
  openBank({ shared: shippedBank(), named: bankDirs, workspaces: join(dataDir, "bank"), log });
