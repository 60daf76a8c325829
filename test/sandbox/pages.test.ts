import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PageIssue, type PageRepository, renderPages } from "../../src/sandbox/pages.ts";

const mona = { login: "mona", isBot: false };
const app = { login: "postmortem[bot]", isBot: true };

function issue(facts: Partial<PageIssue> & { number: number }): PageIssue {
  return {
    title: `Issue ${facts.number}`,
    body: "",
    state: "open",
    isPullRequest: false,
    author: mona,
    labels: [],
    assignees: [],
    milestone: null,
    createdAt: "2026-05-04T09:12:00Z",
    closedAt: null,
    subIssues: [],
    parent: null,
    comments: [],
    ...facts,
  };
}

function render(...issues: PageIssue[]) {
  const repositories: PageRepository[] = [
    { owner: "acme", name: "shop", issues },
    { owner: "acme", name: "infra", issues: [issue({ number: 3, title: "Copied pool settings" })] },
  ];
  return renderPages(repositories, [{ at: "2026-05-04T09:12:00Z", text: "@mona labels acme/shop#12." }]);
}

/** What the page of an issue shows of a body; #12 is a closed neighbour, #13 a merged pull request. */
function rendered(body: string): string {
  const pages = render(
    issue({ number: 5, body }),
    issue({ number: 12, title: 'Checkout "fails"', state: "closed" }),
    issue({ number: 13, title: "Mend `pool`", isPullRequest: true, state: "closed", stateReason: "merged" }),
  );
  const page = pages.get("acme/shop/issues/5.html") ?? "";
  return /<div class="markdown">(.*)<\/div><\/div>\n<\/article>/s.exec(page)?.[1] ?? page;
}

const LINK_12 =
  '<a class="reference" href="../../../acme/shop/issues/12.html" title="Checkout &quot;fails&quot;">#12</a>';

describe("what people write", () => {
  it("cannot run a script", () => {
    expect(rendered("<script>alert(1)</script>")).toBe("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(rendered("a <script>alert(1)</script> b")).not.toContain("<script");
    expect(rendered("<scr<!-- x -->ipt>alert(1)</script>")).not.toContain("<script");
    expect(rendered("<svg/onload=alert(1)>\n\n<iframe src=//evil></iframe>")).not.toMatch(/<(svg|iframe)/);
  });

  it("cannot hang a handler on a tag", () => {
    for (const text of [
      '<img src=x onerror="alert(1)">',
      "<details ontoggle=alert(1) open>x</details>",
      "<kbd onclick=alert(1)>x</kbd>",
      '![x" onerror="alert(1)](x)',
      '[a](https://example.com "x\\" onclick=\\"alert(1)")',
      '#12" onmouseover="alert(1)',
    ]) {
      // Outside tags, in text, the words are harmless.
      expect(
        rendered(text)
          .replace(/"[^"]*"/g, '""')
          .match(/<[^>]*\son\w+=[^>]*>/g),
      ).toBeNull();
    }
  });

  it("cannot link to a script", () => {
    for (const address of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "&#106;avascript:alert(1)",
      "data:text/html,x",
    ]) {
      const markup = rendered(`[a](${address}) ![b](${address}) <${address}>\n\n[c]\n\n[c]: ${address}`);
      expect(markup).not.toMatch(/(?:href|src)="[^"]*(?:script|data):/i);
    }
  });

  it("cannot end the box it stands in", () => {
    expect(rendered("</div></article>\n\n</details></sub>x")).not.toMatch(/<\/(div|article|details|sub)>/);
    expect(rendered("<details>\n\nnever closed")).toMatch(/<\/details>$/);
    expect(rendered("<sub>a</kbd></sub>")).toBe("<p><sub>a</sub></p>");
  });

  it("never becomes a tag or an attribute that is not ours, however its pieces are put together", () => {
    const pieces = [
      ..."<>\"'`[]()!#@&;:/\\ \n\t-=*_~|x",
      ...[
        "<details",
        "<kbd>",
        "</sub>",
        "<!--",
        "-->",
        "<script>",
        "onerror=",
        "javascript:",
        "&lt;",
        "&#60;",
      ],
      ...[
        "#12",
        "acme/shop#13",
        "@mona",
        "https://h/acme/shop/issues/12",
        "> [!NOTE]\n",
        "```mermaid\n",
        "- [ ] ",
      ],
    ];
    const text = fc
      .array(fc.constantFrom(...pieces), { maxLength: 40 })
      .map((some) => `x\n\n${some.join("")}`);
    fc.assert(
      fc.property(text, (body) => {
        for (const tag of rendered(body).match(/<[^>]*>/g) ?? []) {
          expect(tag).toMatch(/^<\/?[a-z][a-z1-6]*( [a-zA-Z-]+="[^"<>]*")*( open)?( ?\/)?>$/);
          expect(tag).not.toMatch(
            /^<\/?(script|img|iframe|style|form)|\s(on\w+|srcdoc)=|(href|src)="\s*javascript/i,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it("loads nothing from elsewhere: a picture is a link to it", () => {
    const markup = rendered("![Lag](https://example.com/lag.png)");
    expect(markup).not.toContain("<img");
    expect(markup).toContain('href="https://example.com/lag.png">Picture: Lag</a>');
  });

  it("hides HTML comments of any length, alone and inside a line", () => {
    expect(rendered("<!-- postmortem:field x -->\nA <!-- two\nlines --> B<!---->C")).toBe("\n<p>A  BC</p>");
    expect(rendered("before\n\n<!-- never closed\n\n**x**")).toBe("<p>before</p>\n");
  });

  it("may fold, press keys, break lines and set small", () => {
    const markup = rendered(
      "<details>\n<summary>Log</summary>\n\n**x**\n\n</details>\n\n<kbd>Q</kbd><br>H<sub>2</sub>O",
    );
    expect(markup).toContain("<details>\n<summary>Log</summary>\n<p><strong>x</strong></p>\n</details>");
    expect(markup).toContain("<kbd>Q</kbd><br />H<sub>2</sub>O");
  });

  it("keeps its line breaks, as in GitHub's issues, but none in code", () => {
    expect(rendered("a\nb  \nc\\\nd `e\nf`")).toBe("<p>a<br />\nb<br />\nc<br />\nd <code>e f</code></p>");
    expect(rendered("- a\n  b\n- c")).toBe("<ul>\n<li>a<br />\nb</li>\n<li>c</li>\n</ul>");
  });
});

describe("references", () => {
  it("lead to the page of the issue, with its title", () => {
    expect(rendered("see #12, please")).toBe(`<p>see ${LINK_12}, please</p>`);
    expect(rendered("(ACME/infra#3)")).toContain('href="../../../acme/infra/issues/3.html"');
    expect(rendered("by #13.")).toContain('href="../../../acme/shop/pull/13.html"');
  });

  it("stay text when they name nothing here, and inside words, code and links", () => {
    for (const text of ["#99", "a#12", "other/shop#12", "#12a", "`#12`", "    #12", "~~~\n@mona #12\n~~~"]) {
      expect(rendered(text)).not.toMatch(/reference|mention/);
    }
    expect(rendered("[all of #12](https://example.com)")).toContain(">all of #12</a>");
  });

  it("unfold to state, title and number when alone in a line of a list", () => {
    for (const text of ["- #12", "- [ ] #12", "1. #12\n\n2. x", "- #12\n  - x"]) {
      const markup = rendered(text);
      expect(markup).toContain('<a class="unfurled" href="../../../acme/shop/issues/12.html">');
      expect(markup).toContain('aria-label="Closed issue"');
      expect(markup).toContain('Checkout &quot;fails&quot; <span class="number">#12</span></a>');
    }
    expect(rendered("- #13")).toContain("Mend <code>pool</code>");
    expect(rendered("- #12 and more")).toContain(`<li>${LINK_12} and more</li>`);
  });

  it("may be written as an address, on whichever host", () => {
    const address = "http://localhost:4001/acme/shop/issues/12";
    expect(rendered(`see ${address}`)).toContain(LINK_12);
    expect(rendered(`- ${address}`)).toContain('class="unfurled"');
    expect(rendered(`[note](${address}#issuecomment-7)`)).toContain(LINK_12.replace("#12</a>", "note</a>"));
    expect(rendered("https://example.com/a")).toContain('rel="nofollow noopener noreferrer"');
  });

  it("are no links where they lead to a file or a commit of the local GitHub, which has no page", () => {
    const markup = rendered(
      "[line 5](http://127.0.0.1:4001/acme/shop/blob/main/a.yml#L5) and [b](https://c.d)",
    );
    expect(markup).toMatch(/^<p><span class="pageless" title="[^"]*">line 5<\/span> and <a /);
    expect(markup).toContain('href="https://c.d">b</a>');
    expect(rendered("[x](http://127.0.0.1:4001/acme/shop/issues/12)")).toContain('class="reference"');
  });

  it("show mentions of people and teams in bold, but no part of an e-mail address", () => {
    expect(rendered("@mona and @acme/oncall")).toBe(
      '<p><strong class="mention">@mona</strong> and <strong class="mention">@acme/oncall</strong></p>',
    );
    expect(rendered("a@mona.example and me@mona")).not.toContain("mention");
  });
});

describe("GitHub's own Markdown", () => {
  it("makes alerts of marked quotes and leaves other quotes alone", () => {
    expect(rendered("> [!WARNING]\n> Mind #12")).toBe(
      `<div class="alert alert-warning"><p class="alert-title">Warning</p><p>\nMind ${LINK_12}</p>\n</div>`,
    );
    expect(rendered("> [!NOTE]\n>\n> > deep")).toContain("<blockquote>\n<p>deep</p>\n</blockquote>\n</div>");
    expect(rendered("> [!OTHER]\n> x")).toContain("<blockquote>");
  });

  it("names the boxes of task lists for those who cannot see them", () => {
    const markup = rendered("- [x] a\n- [ ] b");
    expect(markup).toMatch(/<input aria-label="Done" [^>]*checked="" \/> a/);
    expect(markup).toMatch(/<input aria-label="To do" [^>]*\/> b/);
  });

  it("frames tables so that a phone can scroll them", () => {
    expect(rendered("| a |\n| - |\n| #12 |")).toMatch(/<div class="scroll"[^>]*><table>.*<\/table><\/div>/s);
  });

  it("shows a diagram as its labelled source", () => {
    expect(rendered("```mermaid\npie\n```")).toBe(
      '<figure class="diagram"><figcaption>Diagram (Mermaid)</figcaption><pre tabindex="0"><code class="language-mermaid">pie\n</code></pre></figure>',
    );
  });
});

describe("the page of an issue", () => {
  const pages = render(
    issue({
      number: 12,
      title: "Postmortem: <b>Checkout</b>",
      author: app,
      labels: [
        { name: "postmortem", color: "5319e7" },
        { name: "pale", color: "fef2c0" },
        { name: "odd", color: "red;}" },
      ],
      assignees: ["mona"],
      milestone: { title: "2026-05", dueOn: "2026-05-31T12:00:00Z" },
      state: "closed",
      stateReason: "not_planned",
      closedAt: "2026-05-06T00:00:00Z",
      subIssues: [
        { number: 14, title: "Alert on lag", state: "closed" },
        { number: 15, title: "Rehearse", state: "open" },
      ],
      comments: [
        { author: mona, createdAt: "2026-05-07T00:00:00Z", body: "after" },
        { author: app, createdAt: "2026-05-05T00:00:00Z", body: "before" },
        { author: app, createdAt: "2026-05-05T01:00:00Z", body: "last week", minimized: "outdated" },
      ],
    }),
    issue({ number: 14, title: "Alert on lag", parent: 12, state: "closed" }),
  );
  const page = pages.get("acme/shop/issues/12.html") ?? "";

  it("tells state, title, author, facts and who is an app", () => {
    expect(page).toContain(
      "<title>Postmortem: &lt;b&gt;Checkout&lt;/b&gt; · acme/shop#12 · Local GitHub</title>",
    );
    expect(page).toContain("Closed as not planned</span>");
    expect(page).toContain('<strong class="login">postmortem</strong> <span class="bot">bot</span>');
    expect(page).toContain('<strong>2026-05</strong> <span class="muted">due 2026-05-31</span>');
  });

  it("writes labels so that they can be read on their colour, and trusts no colour", () => {
    expect(page).toContain('style="background:#5319e7;color:#fff">postmortem<');
    expect(page).toContain('style="background:#fef2c0;color:#000">pale<');
    expect(page).toContain('style="background:#ededed;color:#000">odd<');
  });

  it("counts its sub-issues, links the known ones, and they name their parent", () => {
    expect(page).toContain('aria-label="1 of 2 done"');
    expect(page).toContain('<a href="../../../acme/shop/issues/14.html">Alert on lag');
    expect(page).toContain("Rehearse <span");
    expect(pages.get("acme/shop/issues/14.html")).toMatch(/Sub-issue of <a [^>]*12\.html/);
  });

  it("folds a minimised comment and says why", () => {
    const [fold = ""] = /<details class="folded">[\s\S]*?<\/details>/.exec(page) ?? [];
    expect(fold).toContain("This comment has been minimized. (outdated)");
    expect(fold).toContain("<p>last week</p>");
    expect(fold).not.toContain("<p>before</p>");
  });

  it("counts the reactions to a comment and says whose they are", () => {
    const reactions = ["app", "mona"].map((by) => ({ content: "+1", by }));
    const comments = [{ author: mona, createdAt: "2026-05-04T10:00:00Z", body: "/help", reactions }];
    const page = render(issue({ number: 5, comments })).get("acme/shop/issues/5.html");
    expect(page).toContain('<li title="app, mona">👍 2</li>');
    expect(render(issue({ number: 5 })).get("acme/shop/issues/5.html")).not.toContain('class="reactions"');
  });

  it("shows what is checked of a pull request, with the lines that are meant, and runs nothing of it", () => {
    const note = {
      path: "a<b>.yml",
      startLine: 3,
      endLine: 3,
      level: "failure",
      title: "T",
      message: "<b>M",
    };
    const [wrong, running] = [
      { name: "Notes", conclusion: "failure", title: "One", summary: "**Wrong**", annotations: [note] },
      { name: "Tests", conclusion: null, title: null, summary: null, annotations: [] },
    ];
    const pull = issue({ number: 5, isPullRequest: true, checks: [wrong, running] });
    const page = render(pull).get("acme/shop/pull/5.html") ?? "";
    expect(page).toContain('<strong class="tone-refused">failure</strong> <strong>Notes</strong>: One');
    expect(page).toContain("<strong>Wrong</strong>");
    expect(page).toContain("Check failure on line 3 in <code>a&lt;b&gt;.yml</code>");
    expect(page).toContain("<strong>T</strong> · &lt;b&gt;M");
    expect(page).toContain('<strong class="tone-dropped">running</strong> <strong>Tests</strong>');
  });

  it("shows what a pull request changes, with a check's note below the line that it is about", () => {
    const note = (line: number, message: string) => ({
      ...{ path: "a.yml", startLine: line, endLine: line, level: "failure", title: null, message },
    });
    const annotations = [note(3, "in the diff"), note(9, "elsewhere")];
    const check = { name: "Notes", conclusion: "failure", title: null, summary: null, annotations };
    const patch = "@@ -2,2 +2,2 @@ top\n same\n-<b>old\n+<b>new\n\\ No newline at end of file";
    const files = [
      { path: "a.yml", status: "modified", patch },
      { path: "b.png", status: "added", patch: null },
    ];
    const pull = issue({ number: 5, isPullRequest: true, checks: [check], files });
    const page = render(pull).get("acme/shop/pull/5.html") ?? "";
    const [before = "", diff = ""] = page.split('<h2 id="files">');
    expect(before).toContain("elsewhere");
    expect(before).not.toContain("in the diff");
    expect(diff.match(/in the diff/g)).toHaveLength(1);
    const rows = [...diff.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
      row
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
    expect(rows).toEqual([
      "@@ -2,2 +2,2 @@ top",
      "2 same",
      "- &lt;b&gt;old",
      "3 + &lt;b&gt;new",
      "Check failure on line 3 in a.yml in the diff",
    ]);
    expect(diff).toContain("<code>b.png</code>");
  });

  it("says of a comment that it was edited", () => {
    const said = { author: mona, createdAt: "2026-05-04T10:00:00Z", body: "x" };
    const shown = (comments: PageIssue["comments"]) =>
      render(issue({ number: 5, comments })).get("acme/shop/issues/5.html");
    expect(shown([{ ...said, edited: true }])).toContain("UTC</time> · edited");
    expect(shown([{ ...said, edited: false }])).not.toContain("edited");
  });

  it("tells comments and the closing in the order they happened", () => {
    const order = ["<p>before</p>", 'class="event', "<p>after</p>"].map((words) => page.indexOf(words));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });
});

describe("the pages together", () => {
  const pages = render(
    issue({ number: 12, labels: [{ name: "incident", color: "d73a4a" }] }),
    issue({ number: 17, title: "Postmortem: x", labels: [{ name: "postmortem", color: "5319e7" }] }),
    issue({ number: 18, isPullRequest: true, body: "#12 [a](#b) https://example.com" }),
  );

  it("are an overview and one for each issue and pull request", () => {
    expect([...pages.keys()]).toEqual([
      "index.html",
      "acme/shop/issues/12.html",
      "acme/shop/issues/17.html",
      "acme/shop/pull/18.html",
      "acme/infra/issues/3.html",
    ]);
  });

  it("sort the overview by what things are, and tell the story with links", () => {
    const index = pages.get("index.html") ?? "";
    const order = ['id="incidents"', 'id="postmortems"', 'id="other"', 'id="repositories"'];
    expect(order.map((id) => index.split(id).length)).toEqual([2, 2, 2, 2]);
    expect(index).not.toContain('id="ledger"');
    expect(index).toMatch(/labels <a class="reference" href="acme\/shop\/issues\/12\.html"/);
  });

  it("keep retrospectives apart from postmortems, whose label they carry", () => {
    const labels = [{ name: "postmortem", color: "5319e7" }];
    const index = render(
      issue({ number: 1, title: "Postmortem: y", labels }),
      issue({ number: 2, title: "Retrospective: y", labels }),
    ).get("index.html");
    expect(index).toMatch(
      /id="postmortems-title".*issues\/1\.html.*id="retrospectives-title".*issues\/2\.html/s,
    );
  });

  it("link only to pages and places that exist", () => {
    for (const [path, markup] of pages) {
      for (const [, href = ""] of markup.matchAll(/<a [^>]*href="([^"]*\.html)(?:#[^"]*)?"/g)) {
        const target = new URL(href, `file:///${path}`).pathname.slice(1);
        expect([...pages.keys()], `${path} → ${href}`).toContain(target);
      }
    }
  });

  it("are whole documents that run nothing and load nothing", () => {
    for (const markup of pages.values()) {
      expect(markup).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(markup.match(/<h1>/g)).toHaveLength(1);
      expect(markup).toContain("default-src 'none'");
      expect(markup).not.toMatch(
        /<(script|img|iframe|object)\b|<link (?!rel="icon" href="data:,")|@import|url\(/,
      );
    }
  });
});
