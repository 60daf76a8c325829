/**
 * Runs a command beside a throw-away PostgreSQL server, whose address stands in the environment variable named:
 *
 *     node scripts/with-postgres.ts CHAOS_DATABASE_URL npm run test:chaos
 */
import { spawnSync } from "node:child_process";
import { startPostgres } from "../test/support/postgres.ts";

const [name, command, ...args] = process.argv.slice(2);
if (!name || !command) throw new Error("expected: NAME COMMAND [ARGUMENT…]");
const server = await startPostgres();
const { status } = spawnSync(command, args, {
  stdio: "inherit",
  env: { ...process.env, [name]: server.url },
});
await server.stop();
process.exitCode = status ?? 1;
