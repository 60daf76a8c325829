import { JSDOM } from "jsdom";

/** Mermaid itself, as GitHub uses it, reading pictures without drawing them. */
export type Mermaid = {
  /** What it understood: of a pie its slices, of bars their labels and values. Throws what Mermaid says about a broken one. */
  read(picture: string): Promise<{ kind: string; values: [label: string, value: number][] }>;
  close(): void;
};

type Database = {
  getSections?: () => Map<string, number>;
  getXYChartData?: () => { plots: { data: [string, number][] }[] };
};

/** Its parsers want a page around them. */
export async function openMermaid(): Promise<Mermaid> {
  const page = new JSDOM("");
  Object.assign(globalThis, { window: page.window, document: page.window.document });
  const { default: mermaid } = await import("mermaid");
  // The first reading teaches it its kinds of pictures.
  await mermaid.parse('pie\n  "a" : 1\n');
  return {
    async read(picture) {
      const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(picture);
      const { getSections, getXYChartData } = db as Database;
      const values = getSections
        ? [...getSections()]
        : (getXYChartData?.().plots.flatMap(({ data }) => data) ?? []);
      return { kind: type, values };
    },
    close() {
      Reflect.deleteProperty(globalThis, "window");
      Reflect.deleteProperty(globalThis, "document");
      page.window.close();
    },
  };
}

/** The pictures in a text. */
export function picturesOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, picture = ""]) => picture);
}
