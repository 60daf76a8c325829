import type { IncomingMessage } from "node:http";

const HOST = /^[a-z\d.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i;
const ON_THIS_MACHINE = /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/** Where people see the GitHub whose API is at `apiUrl`: github.com, a data-residency host, or an Enterprise Server. No slash at the end. */
export function webUrlOf(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl);
  const isHosted = host === "api.github.com" || (host.startsWith("api.") && host.endsWith(".ghe.com"));
  return `${protocol}//${isHosted ? host.slice("api.".length) : host}`;
}

/** Where this request was sent to, as the proxy in front or the browser says; null when neither says it in a form to trust in a URL. */
export function originOf(req: IncomingMessage): string | null {
  const host = firstOf(req.headers["x-forwarded-host"]) ?? req.headers.host ?? "";
  const scheme = firstOf(req.headers["x-forwarded-proto"]) === "https" ? "https" : "http";
  return HOST.test(host) && host.length <= 255 ? `${scheme}://${host}` : null;
}

/** The public address as typed: http(s), without user, query and fragment; no slash at its end. Null when it is none. */
export function readAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 300) return null;
  if (url.username || url.password || /[?#]/.test(text)) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** Whether an address is only good on this machine: GitHub refuses to send there. */
export function isLocal(address: string): boolean {
  return ON_THIS_MACHINE.test(URL.parse(address)?.hostname ?? "");
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return (
    String(header ?? "")
      .split(",")[0]
      ?.trim() || undefined
  );
}
