/** What the tests use of jsdom, which brings no types. */
declare module "jsdom" {
  export const JSDOM: new (html: string) => { window: { document: object; close(): void } };
}
