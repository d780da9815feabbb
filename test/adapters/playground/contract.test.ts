import { platformContract } from "../../contract/platform.ts";
import { PlayRig } from "./play-rig.ts";

platformContract("playground", () => PlayRig.make(), []);
