import type { Answer, Call } from "./call.ts";

/** One page of a list, with the Link header that leads to the others. */
export function page(call: Call, url: string, items: readonly unknown[]): Answer {
  const perPage = Math.min(100, Math.max(1, Number(call.query.get("per_page")) || 30));
  const number = Math.max(1, Number(call.query.get("page")) || 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const to = (target: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(target));
    return `<${url}${call.path}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, "prev"), to(1, "first")] : []),
    ...(number < last ? [to(number + 1, "next"), to(last, "last")] : []),
  ];
  const body = items.slice((number - 1) * perPage, number * perPage);
  return { status: 200, body, headers: links.length ? { link: links.join(", ") } : {} };
}

/** Items not updated before `since`. GitHub's times are whole seconds, and the second itself counts. */
export function updatedSince<T extends { updated_at: string }>(
  items: readonly T[],
  since: string | null,
): T[] {
  const from = since === null ? Number.NaN : Math.floor(Date.parse(since) / 1000) * 1000;
  return Number.isNaN(from) ? [...items] : items.filter((item) => Date.parse(item.updated_at) >= from);
}
