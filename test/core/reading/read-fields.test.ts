import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/core/reading/reading.ts";

describe("the known parts of a document", () => {
  it("stand under their names, whatever the headings call them", () => {
    const { fields } = readDocument(`# Printer queue

Printing failed.

## TL;DR

A driver was replaced.

## 💥 Who was affected

- all users

### What went well

People helped.

## Root cause(s)

The driver *leaks* memory.

### The details

See the log.

## Action items

- [ ] Replace the driver
`);
    expect(fields).toMatchObject({
      summary: "A driver was replaced.",
      impact: "- all users",
      "went-well": "People helped.",
      causes: "The driver *leaks* memory.\n\n### The details\n\nSee the log.",
    });
    expect(fields).not.toHaveProperty("action-items");
  });

  it("hold no prompts in comments, and line ends are plain", () => {
    const { fields } = readDocument("**Impact**\r\n\r\n<!-- Who? -->\r\n\r\nAll users,\r\nfor an hour.\r\n");
    expect(fields).toEqual({ impact: "All users,\nfor an hour." });
  });

  it.each([
    ["its summary", "## Summary\n\nPrinting failed because the driver leaks memory.\n"],
    [
      "its timeline",
      "## Timeline\n\n10:00 printing stops\n\nThe cause of the bug is that the driver leaks memory.\n",
    ],
    ["its resolution", "## Resolution\n\nThe outage was caused by a driver that leaks memory.\n"],
    ["the words before any heading", "# Down\n\nPrinting failed due to a driver that leaks memory.\n"],
  ])("tell the causes also where the document says them in %s", (_, document) => {
    expect(readDocument(document).fields.causes).toMatch(/leaks memory/);
  });

  it("have the causes' own part first, and what the summary says of them behind it", () => {
    const { fields } = readDocument(
      "## Summary\n\nAn outage caused by a driver.\n\nIt was short.\n\n## Root cause\n\nIt leaks memory.\n",
    );
    expect(fields.causes).toBe("It leaks memory.\n\nAn outage caused by a driver.");
  });

  it("are a document of ours' answers by their fields, without the template's prompts", () => {
    const { fields } = readDocument(`<!-- postmortem:document of=acme/shop#12 -->

### Brief description
<!-- postmortem:field description -->
Printing failed.

### Causes

- **Trigger:** <!-- postmortem:field cause-trigger --> A new driver
- **Primary cause:** <!-- postmortem:field cause-primary --> _without it, no incident_
- **Contributing, technical:** <!-- postmortem:field cause-technical --> No memory limit
- **What went well:** <!-- postmortem:field went-well --> _worth keeping_
`);
    expect(fields).toEqual({
      description: "Printing failed.",
      summary: "Printing failed.",
      "cause-trigger": "A new driver",
      "cause-technical": "No memory limit",
      causes: "A new driver\n\nNo memory limit",
      trigger: "A new driver",
    });
  });
});

describe("the title", () => {
  it.each([
    ["# Printer *queue* is [stuck](https://a.b) #\n", "Printer queue is stuck"],
    ["Printer queue\n=============\n", "Printer queue"],
    ['---\ntitle: "Printer queue"\n---\n\n# Timeline\n\n# Impact\n', "Printer queue"],
    ["## Incident on 2030-07-02 - printer queue\n\n## Summary\n", "Incident on 2030-07-02 - printer queue"],
    ["**Printer queue**\n\nStuck.\n", "Printer queue"],
    ["# Summary\n", "Summary"],
    ["## Summary\n\nPrinting failed.\n", null],
    ["Printing failed. **All** of it.\n", null],
    ["```\n# Printer queue\n```\n", null],
    ["<!--\n# Printer queue\n-->\n", null],
    ["", null],
  ])("of %j is %j", (document, expected) => {
    expect(readDocument(document).title).toBe(expected);
  });
});
