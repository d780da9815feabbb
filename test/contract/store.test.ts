import { memoryPlace, sqlitePlace } from "../support/store-place.ts";
import { storeContract } from "./store.ts";
import { processCases } from "./store-races.ts";

storeContract("the memory store", memoryPlace);

storeContract(
  "the SQLite store",
  sqlitePlace,
  processCases.map(({ name }) => ({ test: name, reason: "a second process is refused, see fault 40" })),
);
