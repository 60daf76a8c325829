import type { Finding } from "./check-template.ts";

/** Code units that no text of a file holds on purpose: U+0000 and halves of surrogate pairs. */
const BROKEN = /\0|\p{Surrogate}/u;
/** The app's own markers, which only tags may make. */
const MARKER = /<!--\s*postmortem:/gi;
const MARKERS_TOLD = 20;
/** `---`, keys and what belongs to them, `---`: issue templates have it. Every line is known by its first character. */
const FRONT_MATTER =
  /^---[ \t]*\n[A-Za-z_][\w-]*[ \t]*:.*\n(?:(?:[A-Za-z_].*|[ \t].*|#.*|- .*|)\n){0,100}?---[ \t]*(?:\n|$)/;

/** What is wrong with a template's text before anything in it means something. */
export function checkText(text: string): Finding[] {
  const broken = BROKEN.exec(text);
  const markers = [...text.matchAll(MARKER)].slice(0, MARKERS_TOLD);
  return [
    ...(FRONT_MATTER.test(text) ? [{ at: 0, phrase: "template-front-matter" as const }] : []),
    ...(broken ? [{ at: broken.index, phrase: "template-character" as const }] : []),
    ...markers.map(({ index }): Finding => ({ at: index, phrase: "template-marker" })),
  ];
}
