/**
 * `npm start`: the same as `main.ts`, with Node's cache of compiled code. TypeScript then need not be stripped again at every
 * start, which takes half of it and 20 MB of memory (`npm run bench`, cold-start and idle-memory).
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

enableCompileCache();
// Loading all the code at once lets V8's space for young objects grow to what nothing needs later: 25 MB for good.
setFlagsFromString("--semi-space-growth-factor=1");
const { serve } = await import("./main.ts");
await serve();
setFlagsFromString("--semi-space-growth-factor=2");
// A process that is killed would never write it.
flushCompileCache();
// What loading left behind would stay until memory runs short: 10 MB. https://nodejs.org/api/v8.html#v8setflagsfromstringflags
setFlagsFromString("--expose-gc");
runInNewContext("gc")();
