#!/usr/bin/env node
/**
 * `postmortem`: the commands of `cli/program.ts`, with Node's cache of compiled code, as in `start.ts`: every command is a start.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();
const { loadEnvFile } = await import("./env.ts");
const { runCommand } = await import("./cli/program.ts");
const { processTerminal } = await import("./cli/terminal.ts");
loadEnvFile();
process.exitCode = await runCommand(process.argv.slice(2), processTerminal());
