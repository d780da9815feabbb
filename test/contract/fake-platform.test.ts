import { FakePlatform } from "../support/fake-platform.ts";
import { platformContract } from "./platform.ts";

platformContract("fake", async () => new FakePlatform(), []);
