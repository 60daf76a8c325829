/**
 * `npm start`: the same as `main.ts`, with Node's cache of compiled code. TypeScript then need not be stripped again at every
 * start, which takes half of it and 20 MB of memory (`npm run bench`, cold-start and idle-memory).
 */
import { enableCompileCache, flushCompileCache } from "node:module";

enableCompileCache();
const { serve } = await import("./main.ts");
await serve();
// A process that is killed would never write it.
flushCompileCache();
