/** The app, its worker resting: what it takes is stored and waits. */
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { start } from "../../src/main.ts";

const env = readEnv(process.env, false);
await start(env, { log: createLog(env), work: false });
