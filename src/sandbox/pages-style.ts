/** The look of the pages: calm, light or dark as the reader's system is, one column on a phone. */
export const STYLE = `
:root {
  --page: #ffffff; --raised: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --muted: #59636e; --link: #0969da;
  --open: #1a7f37; --done: #8250df; --dropped: #59636e; --refused: #cf222e; --code: #818b981f;
  --note: #0969da; --tip: #1a7f37; --important: #8250df; --warning: #9a6700; --caution: #cf222e;
  --added: #dafbe1; --removed: #ffebe9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --raised: #151b23; --line: #3d444d; --text: #f0f6fc; --muted: #9198a1; --link: #4493f8;
    --open: #3fb950; --done: #ab7df8; --dropped: #9198a1; --refused: #f85149; --code: #656c7633;
    --note: #4493f8; --tip: #3fb950; --important: #ab7df8; --warning: #d29922; --caution: #f85149;
    --added: #2ea04326; --removed: #f8514926;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3 { line-height: 1.25; }
.muted, .number { color: var(--muted); font-weight: 400; }
.grow { flex: 1; min-width: 0; }
.skip { position: absolute; left: -99em; }
.skip:focus { left: 16px; top: 8px; background: var(--page); padding: 4px 8px; }

.top { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; padding: 14px 24px;
  background: var(--raised); border-bottom: 1px solid var(--line); }
.top p { margin: 0; color: var(--muted); }
.top ol { display: flex; flex-wrap: wrap; margin: 0; padding: 0; list-style: none; font-weight: 600; }
.top a { color: inherit; }
.top li + li::before { content: "/"; margin: 0 8px; color: var(--muted); font-weight: 400; }
main { max-width: 1216px; margin: 0 auto; padding: 24px; }
.heading { border-bottom: 1px solid var(--line); margin-bottom: 24px; padding-bottom: 12px; }
.heading h1 { margin: 0 0 8px; font-size: 28px; font-weight: 600; overflow-wrap: anywhere; }
.heading p { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin: 0 0 8px; color: var(--muted); }
.heading .parent { display: block; }
.heading .login { color: var(--text); }

.columns { display: grid; grid-template-columns: minmax(0, 1fr) 256px; gap: 24px; align-items: start; }
.columns > aside, .columns > .story { grid-column: 2; grid-row: 1; }
.columns > .thread { grid-column: 1; grid-row: 1; display: grid; gap: 16px; min-width: 0; }
.columns-index { grid-template-columns: minmax(0, 1fr) 320px; }
.columns-index > .thread:only-child { grid-column: 1 / -1; }

.icon { vertical-align: text-bottom; flex: none; }
.tone-open { color: var(--open); } .tone-done { color: var(--done); }
.tone-dropped { color: var(--dropped); } .tone-refused { color: var(--refused); }
.badge { display: inline-flex; align-items: center; gap: 6px; padding: 5px 12px; border-radius: 2em; color: #fff; font-weight: 600; }
.badge-open { background: #1f7a37; } .badge-done { background: #8250df; }
.badge-dropped { background: #59636e; } .badge-refused { background: #cf222e; }
.chip { display: inline-block; padding: 0 8px; border-radius: 2em; font-size: 12px; font-weight: 600; line-height: 20px;
  box-shadow: inset 0 0 0 1px #8883; white-space: nowrap; vertical-align: text-bottom; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
.bot { padding: 0 6px; border: 1px solid var(--line); border-radius: 2em; color: var(--muted); font-size: 12px; font-weight: 500; }
.avatar { display: inline-grid; place-items: center; width: 24px; height: 24px; border-radius: 50%; color: #fff; flex: none;
  font-size: 12px; font-weight: 600; line-height: 1; }
.avatar-bot { border-radius: 6px; }
.person { display: inline-flex; align-items: center; gap: 6px; }
.person .avatar { width: 20px; height: 20px; font-size: 11px; }

.box { border: 1px solid var(--line); border-radius: 6px; min-width: 0; background: var(--page); }
.box-head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 16px;
  background: var(--raised); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; }
.box-head h2 { margin: 0; font-size: 14px; font-weight: 600; }
.post > .box-head h2 { flex: 1; min-width: 0; }
.box-head h2 + * { margin-left: auto; }
.box-body { padding: 16px; }
.box-body > p { margin: 0; }
.progress { display: inline-flex; align-items: center; gap: 8px; color: var(--muted); font-size: 12px; white-space: nowrap; }
progress { width: 72px; height: 8px; appearance: none; border: 0; border-radius: 4px; background: var(--line); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--done); }
progress::-moz-progress-bar { background: var(--done); }
.rows { margin: 0; padding: 0; list-style: none; }
.rows > li { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 8px; padding: 10px 16px; }
.rows > li + li { border-top: 1px solid var(--line); }
.rows > li > .icon { margin-top: 3px; }
.rows a { color: inherit; overflow-wrap: anywhere; }
.rows a:hover { color: var(--link); }
.row-title { font-weight: 600; font-size: 15px; margin-right: 4px; }
.rows .muted { font-size: 12px; }
.people { display: inline-flex; flex-wrap: wrap; gap: 8px; }
.reactions { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0 16px 16px; list-style: none; font-size: 12px; }
.reactions li { padding: 0 8px; border: 1px solid var(--line); border-radius: 2em; line-height: 24px; }
.checks .markdown { margin-top: 8px; }
.checks .markdown ul { list-style: disc; }
.annotation { padding: 8px 12px; border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--note)); border-radius: 6px;
  background: var(--page); font-size: 13px; }
.annotation p { margin: 0; overflow-wrap: anywhere; }
.annotation-failure { --tone: var(--caution); } .annotation-warning { --tone: var(--warning); }
.checks .annotation { margin-top: 8px; }
.diff + .diff { border-top: 1px solid var(--line); }
.diff-head { margin: 0; padding: 8px 16px; }
.diff table { width: 100%; font: 12px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.diff tr:nth-child(even) { background: none; }
.diff td { min-width: 0; padding: 0 8px; border: 0; }
.diff td.muted { width: 1%; min-width: 44px; text-align: right; user-select: none; }
.diff td.sign { width: 1%; padding: 0; user-select: none; }
.diff td.code { white-space: pre; }
.diff td.note { padding: 8px 16px; font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
.diff tr.diff-hunk { color: var(--muted); background: var(--raised); }
.diff tr.diff-added { background: var(--added); } .diff tr.diff-removed { background: var(--removed); }
.folded { margin: 0 0 16px; }
.folded > summary { cursor: pointer; margin-bottom: 8px; }
.event { display: flex; gap: 8px; align-items: center; margin: 0; padding: 4px 16px; }
.event span { color: var(--muted); }

aside dl { margin: 0; }
aside dl > div { padding: 12px 0; border-bottom: 1px solid var(--line); }
aside dl > div:first-child { padding-top: 0; }
aside dl > div:last-child { border: 0; }
aside dt { color: var(--muted); font-size: 12px; font-weight: 600; margin-bottom: 6px; }
aside dd { margin: 0; display: flex; flex-wrap: wrap; gap: 6px; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0 0 24px; padding: 0; list-style: none; }
.tiles a { display: grid; padding: 14px 16px; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); color: inherit; }
.tiles strong { font-size: 28px; line-height: 1.2; font-weight: 600; }
.story h2 { margin: 0 0 12px; font-size: 16px; }
.story ol { margin: 0 0 0 6px; padding: 0; list-style: none; border-left: 2px solid var(--line); }
.story li { position: relative; padding: 0 0 16px 18px; }
.story li::before { content: ""; position: absolute; left: -6px; top: 6px; width: 10px; height: 10px; border-radius: 50%;
  background: var(--page); border: 2px solid var(--muted); box-sizing: border-box; }
.story .muted { font-size: 12px; }
.story .markdown p { margin-bottom: 4px; }

.markdown { overflow-wrap: anywhere; }
.markdown :is(p, ul, ol, pre, blockquote, .scroll, details, figure, .alert) { margin: 0 0 16px; }
.markdown li > :is(p, ul, ol):last-child { margin-bottom: 0; }
.markdown :is(ul, ol) { padding-left: 2em; }
.markdown li + li { margin-top: 4px; }
.markdown li > :is(ul, ol) { margin: 4px 0 0; }
.markdown :is(h1, h2, h3, h4, h5, h6) { margin: 24px 0 16px; font-weight: 600; }
.markdown :is(h1, h2) { padding-bottom: .3em; border-bottom: 1px solid var(--line); }
.markdown h1 { font-size: 24px; } .markdown h2 { font-size: 20px; } .markdown h3 { font-size: 17px; }
.markdown :is(h4, h5, h6) { font-size: 14px; }
.markdown li:has(> input), .markdown li:has(> p > input) { list-style: none; }
.markdown li:has(> input) > input, .markdown li > p > input:first-child { margin: 0 .4em 0 -1.5em; vertical-align: -1px; }
.markdown section[data-footnotes] { margin-top: 24px; border-top: 1px solid var(--line); padding-top: 12px; font-size: 12px; color: var(--muted); }
.markdown hr { height: 3px; border: 0; background: var(--line); margin: 24px 0; }
.markdown blockquote { padding: 0 1em; color: var(--muted); border-left: 4px solid var(--line); }
.markdown summary { cursor: pointer; }
.markdown details > summary { margin-bottom: 8px; }
code, kbd { font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code { padding: .2em .4em; border-radius: 6px; background: var(--code); overflow-wrap: anywhere; }
h1 code { font-size: .85em; }
pre { padding: 16px; overflow: auto; border-radius: 6px; background: var(--raised); }
pre code { padding: 0; background: none; overflow-wrap: normal; }
kbd { padding: 3px 5px; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 6px; background: var(--raised); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
th { font-weight: 600; }
td { min-width: 7em; }
tbody tr:nth-child(even) { background: var(--raised); }
.alert { padding: 8px 16px; border-left: 4px solid var(--tone); }
.markdown .alert > :last-child { margin-bottom: 0; }
.markdown .alert > .alert-title { margin-bottom: 4px; color: var(--tone); font-weight: 600; }
.alert-note { --tone: var(--note); } .alert-tip { --tone: var(--tip); } .alert-important { --tone: var(--important); }
.alert-warning { --tone: var(--warning); } .alert-caution { --tone: var(--caution); }
.diagram { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.diagram figcaption { padding: 6px 16px; font-size: 12px; color: var(--muted); border-bottom: 1px solid var(--line); }
.markdown .diagram pre { margin: 0; border-radius: 0; }
.markdown a:not(.unfurled) { text-decoration: underline; text-underline-offset: .2em; }
.unfurled { color: inherit; font-weight: 600; }
.unfurled:hover { color: var(--link); }
.pageless { text-decoration: underline dotted; text-underline-offset: .2em; }
.mention { font-weight: 600; }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.markdown > :first-child:first-child { margin-top: 0; }
.markdown > :last-child:last-child { margin-bottom: 0; }

@media (max-width: 760px) {
  main { padding: 16px; }
  .top { padding: 12px 16px; }
  .heading h1 { font-size: 22px; }
  .columns, .columns-index { grid-template-columns: minmax(0, 1fr); }
  .columns > aside, .columns > .story, .columns > .thread { grid-column: 1; grid-row: auto; }
  .columns-index > .story { order: 2; }
  aside dl > div, aside dl > div:first-child { display: flex; gap: 12px; padding: 6px 0; border: 0; }
  aside dt { width: 80px; flex: none; margin: 0; line-height: 20px; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .box-body { padding: 12px; }
  .reactions { padding: 0 12px 12px; }
  .box-head { padding: 8px 12px; }
  .rows > li { padding: 10px 12px; }
  .people, .rows > li > .progress { margin-left: 24px; width: 100%; }
}
`;
