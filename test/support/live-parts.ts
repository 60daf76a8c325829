import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** HTML that our own templates use. Whose a comment is is looked at apart. */
const OURS = /^(?:<\/?(?:details|summary|sub)>[^<>]*|<br>|<!--(?:(?!-->)[\s\S])*-->|\s)*$/;

/** GitHub looks for these in the text of the finished page: what was an entity is a sign there, and code is left out. */
const MENTION = /(?<![A-Za-z0-9_`/.])@([a-z0-9][a-z0-9-]*(?:\/[a-z0-9._-]+)?)/gi;
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?(?:#\d|GH-\d|https?:)/gi;

/**
 * What in a text of ours would act on GitHub: mentions of people that are not in `may`, closing words, pictures, and HTML or
 * markers that our templates do not write. Written without the app's own functions, which are what is on trial.
 */
export function liveParts(text: string, may: readonly string[] = []): string[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const found: string[] = text.includes("\u0000") ? ["NUL"] : [];
  for (const node of nodesOf(tree)) {
    if (node.type === "image" || node.type === "imageReference") found.push(`picture ${node.alt}`);
    if (node.type === "html" && !OURS.test(node.value)) found.push(`html ${node.value.slice(0, 80)}`);
    if (node.type === "text") {
      for (const [, login = ""] of node.value.matchAll(MENTION))
        if (!may.includes(login.toLowerCase())) found.push(`mention ${login}`);
      for (const [words] of node.value.matchAll(CLOSING)) found.push(`closing ${words}`);
    }
  }
  return [...found, ...oddMarkers(text), ...unequalRows(tree), ...openHtml(tree)];
}

function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* nodesOf(child);
}

/** A region twice, or one that ends without a beginning; and whatever names the attacker. */
function oddMarkers(text: string): string[] {
  const marks = [...text.matchAll(/<!--\s*postmortem:(begin|end) ([a-z-]+)[^>]*-->/g)];
  const counted = new Map<string, number>();
  for (const [, kind, name] of marks) {
    const mark = `${kind} ${name}`;
    counted.set(mark, (counted.get(mark) ?? 0) + 1);
  }
  const twice = [...counted].filter(([, count]) => count > 1).map(([mark]) => `marker ${mark} twice`);
  const theirs = [...text.matchAll(/<!--[^>]*evil[^>]*-->/gi)].map(([mark]) => `marker ${mark}`);
  return [...twice, ...theirs];
}

function unequalRows(tree: Nodes): string[] {
  return [...nodesOf(tree)].flatMap((node) => {
    if (node.type !== "table") return [];
    const [head, ...rows] = node.children.map(({ children }) => children.length);
    return rows.filter((cells) => cells > (head ?? 0)).map((cells) => `a row of ${cells} cells for ${head}`);
  });
}

/** A `<details>` of somebody's would swallow what follows, and an end of theirs would end ours. */
function openHtml(tree: Nodes): string[] {
  const html = [...nodesOf(tree)].map((node) => (node.type === "html" ? node.value : "")).join("");
  const count = (tag: string) => html.split(tag).length - 1;
  return ["details", "summary"].flatMap((tag) =>
    count(`<${tag}>`) === count(`</${tag}>`) ? [] : [`unbalanced <${tag}>`],
  );
}
