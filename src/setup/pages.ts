import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";
import type { Manifest } from "./manifest.ts";

const STYLE = `:root{color-scheme:light dark;color:light-dark(#1f2328,#f0f6fc);background:light-dark(#fff,#0d1117)}
body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}a{color:light-dark(#0969da,#4493f8)}
table{border-collapse:collapse}td{padding:.1rem 1.5rem .1rem 0}label{display:block;margin:1rem 0 .2rem;font-weight:600}
input{width:100%;font:inherit;padding:.3rem .5rem;box-sizing:border-box}button{font:inherit;margin-top:1.2rem;padding:.4rem 1.2rem}
.problem{border-left:4px solid #cf222e;padding-left:.8rem}small{color:light-dark(#59636e,#9198a1)}`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** What goes with every page: nothing is loaded, framed, kept, or told to others. Forms go to us and to `github`. */
export function pageHeaders(github: string) {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self' ${github}; base-uri 'none'; frame-ancestors 'none'`,
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
}

/** What will be created, and the questions. `problems` are about what was typed before. */
export function askPage(
  manifest: Manifest,
  typed: { address: string; organisation: string },
  problems: string[],
): Html {
  const { default_permissions: permissions, default_events: events } = manifest;
  const rows = Object.entries(permissions).map(
    ([name, access]) => html`<tr><td>${name.replaceAll("_", " ")}</td><td>${access}</td></tr>`,
  );
  return layout(
    "Set up Postmortem",
    html`${problems.map((problem) => html`<p class="problem">${problem}</p>`)}
<p>This creates a GitHub App of your own, “${manifest.name}” (GitHub lets you change the name), which only its owner can install. It may do this in the repositories where you install it, and nothing else:</p>
<table>${rows}</table>
<p>It is told of these events: ${events.join(", ").replaceAll("_", " ")}.</p>
<form method="post">
<label for="address">Public address of this server</label>
<input id="address" name="address" required placeholder="https://postmortem.example.com" value="${typed.address}">
<small>GitHub sends its webhooks there; a proxy or tunnel must bring them to this process.</small>
<label for="organisation">Organisation that owns the App (empty: yourself)</label>
<input id="organisation" name="organisation" value="${typed.organisation}">
<button>Go on</button>
</form>`,
  );
}

/** The step to GitHub. A form of its own, because without scripts the manifest can be made only when the answers are known. */
export function goPage(action: string, manifest: { hook_attributes: { url: string } }): Html {
  return layout(
    "One more click",
    html`<p>GitHub shows the name and asks you to confirm. Webhooks will go to <code>${manifest.hook_attributes.url}</code>.</p>
<form method="post" action="${action}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<button>Create the App on GitHub</button>
</form>`,
  );
}

/** The end. `install` is null when GitHub named no page of its own for the App. */
export function donePage(install: string | null): Html {
  const where = install
    ? html`<li><a rel="noreferrer" href="${install}">Install the App</a> where your incidents are.</li>`
    : html`<li>Install the App: on GitHub, in its settings, “Install App”.</li>`;
  return layout(
    "Set up",
    html`<p>The credentials are in the file <code>.env</code>, which only this process's user can read.</p>
<ol><li>Restart the app: stop it, and <code>npm start</code> again.</li>${where}<li>Label an issue <code>incident</code>.</li></ol>`,
  );
}

/** What went wrong, and what to do. */
export function troublePage(what: string, remedy: string): Html {
  return layout("That did not work", html`<p class="problem">${what}.</p><p>${remedy}</p>`);
}

function layout(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><h1>${title}</h1>
${body}
</body></html>
`;
}
