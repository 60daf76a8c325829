import type { App } from "./app.ts";

/** Jobs that are being run, or that nobody will run any more, as the app's own metrics say. */
export async function unfinished([app]: App[]): Promise<{ running: number; dead: number }> {
  if (!app) return { running: 0, dead: 0 };
  const metrics = new URL("/metrics", app.url());
  // It may die of this question too.
  const text = await fetch(metrics).then(
    (response) => response.text(),
    () => app.work().then(() => null),
  );
  if (text === null) return unfinished([app]);
  const count = (state: string) =>
    Number(new RegExp(`^postmortem_queue_jobs\\{state="${state}"\\} (\\d+)$`, "m").exec(text)?.[1]);
  return { running: count("running"), dead: count("dead") };
}
