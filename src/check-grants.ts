import { missingEvents, missingPermissions } from "./core/grants.ts";
import type { InstallationRecord, Log, Records, Registration } from "./ports.ts";
import type { Manifest } from "./setup/manifest.ts";

/** More lines at a start are read by nobody. */
const MOST_TOLD = 20;

const REGISTER =
  "Set them on the App's settings page under Permissions & events; its installations are then asked to accept them.";
const INSTALL =
  "Install it on its settings page, under Install App, for the repositories with your incidents.";
const ACCEPT = "Whoever administers its owner can accept them on that page.";

/**
 * Compares what the App is registered for, and what its installations have accepted, with what `app.yml` asks for. Says in the log
 * what is missing: one line for the App, one for each installation, and remembers each installation's page, which people are told.
 * Never throws: nothing waits for it.
 * @param world `signal` is aborted when the app stops: then nothing more is said
 */
export async function checkGrants(world: {
  manifest: () => Manifest;
  registration: () => Promise<Registration>;
  records: Pick<Records, "get" | "put">;
  log: Log;
  signal: AbortSignal;
}): Promise<void> {
  const { log, records, signal } = world;
  try {
    const { default_permissions: permissions, default_events: events } = world.manifest();
    const found = await world.registration();
    if (signal.aborted) return;
    if (found.installations.length === 0) log.warn({ remedy: INSTALL }, "the App is installed nowhere");
    tellRegistration(log, found, permissions, events);
    tellInstallations(log, found.installations, missingIn(permissions, found.permissions));
    await rememberPages(records, found.installations);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, "the app's permissions could not be looked at");
  }
}

/** What an installation could accept: what the App itself does not ask for, nobody can. */
function missingIn(wanted: Record<string, string>, registered: Record<string, string>) {
  const unasked = new Set(missingPermissions(wanted, registered));
  const asked = Object.fromEntries(
    Object.entries(wanted).filter(([name, level]) => !unasked.has(`${name}: ${level}`)),
  );
  return (granted: Record<string, string>) => missingPermissions(asked, granted);
}

function tellRegistration(
  log: Log,
  registered: Registration,
  wanted: Record<string, string>,
  wantedEvents: string[],
): void {
  const permissions = missingPermissions(wanted, registered.permissions);
  const events = missingEvents(wantedEvents, registered.events);
  if (permissions.length + events.length === 0) return;
  log.warn({ permissions, events, remedy: REGISTER }, "the App lacks permissions or events of app.yml");
}

function tellInstallations(
  log: Log,
  installations: Registration["installations"],
  missing: (granted: Record<string, string>) => string[],
): void {
  const lacking = installations
    .map(({ id, page, permissions }) => ({ installation: id, page, permissions: missing(permissions) }))
    .filter(({ permissions }) => permissions.length > 0);
  for (const one of lacking.slice(0, MOST_TOLD))
    log.warn({ ...one, remedy: ACCEPT }, "an installation has not accepted all permissions");
  const more = lacking.length - MOST_TOLD;
  if (more > 0) log.warn({ installations: more }, "so many more have not accepted all permissions");
}

async function rememberPages(
  records: Pick<Records, "get" | "put">,
  installations: Registration["installations"],
): Promise<void> {
  for (const { id, page } of installations) {
    const known = await records.get<InstallationRecord>("installation", String(id));
    if (known?.page !== page)
      await records.put("installation", String(id), { page } satisfies InstallationRecord);
  }
}
