import { memoryPlace, sqlitePlace } from "../support/store-place.ts";
import { storeContract } from "./store.ts";

storeContract("the memory store", memoryPlace);

storeContract("the SQLite store", sqlitePlace);
