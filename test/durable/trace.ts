/** What strace tells of one process: which answers went out before their delivery was on the disk. */

export type Finding = {
  /** GUIDs of the deliveries that were answered 202, in order. */
  taken: string[];
  /** Of these, the ones whose row was not written to the log, or not synced, when the answer was. */
  early: string[];
  /** How often the log was synced. */
  syncs: number;
};

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CALL = /^(\d+)\s+(\w+)\((\d+)<([^>]*)>(.*)$/;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$/;

/**
 * Reads the output of `strace -f -y -s 8192`. A call counts as begun on its line, and as done when its result is there:
 * a sync must be done before the answer is begun.
 */
export function readTrace(trace: string): Finding {
  const finding: Finding = { taken: [], early: [], syncs: 0 };
  const asked = new Map<string, string>();
  const written = new Set<string>();
  const synced = new Set<string>();
  /** By thread: a call that has begun and not returned. */
  const unfinished = new Map<string, { name: string; fd: string; path: string; rest: string }>();

  function begin(name: string, fd: string, rest: string): void {
    if (!/^(write|writev|sendto|sendmsg)$/.test(name) || !rest.includes("HTTP/1.1 202 ")) return;
    const guid = asked.get(fd) ?? "nobody's";
    finding.taken.push(guid);
    if (!synced.has(guid)) finding.early.push(guid);
  }

  function end(name: string, fd: string, path: string, rest: string): void {
    if (/ = -1 E/.test(rest)) return;
    const [guid] = rest.match(/x-github-delivery: ([0-9a-f-]{36})/i) ? (rest.match(GUID) ?? []) : [];
    if (/^(read|recvfrom|recvmsg)$/.test(name) && guid) asked.set(fd, guid);
    if (!path.endsWith("-wal")) return;
    if (name === "pwrite64") for (const found of rest.match(GUID) ?? []) written.add(found);
    if (!/^(fdatasync|fsync)$/.test(name)) return;
    finding.syncs++;
    for (const found of written) synced.add(found);
  }

  for (const line of trace.split("\n")) {
    const [, thread = "", name = "", fd = "", path = "", rest = ""] = CALL.exec(line) ?? [];
    const [, resumedThread = "", , result = ""] = RESUMED.exec(line) ?? [];
    if (name) {
      begin(name, fd, rest);
      if (rest.endsWith("<unfinished ...>")) unfinished.set(thread, { name, fd, path, rest });
      else end(name, fd, path, rest);
    }
    const call = unfinished.get(resumedThread);
    if (!call) continue;
    unfinished.delete(resumedThread);
    end(call.name, call.fd, call.path, call.rest + result);
  }
  return finding;
}
