/**
 * The page of the test action in a real browser, from reports in which every text is hostile: it shows in light and
 * dark, wide and narrow, by keyboard alone, runs nothing and asks nobody for anything. Chromium is taken from the PATH.
 */
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, startBrowser } from "../support/browser.ts";
import { testRun } from "../support/test-run.ts";

const program = findBrowser();
if (!program) console.log("skipped: the page of the tests in a browser, since there is no Chromium on the PATH");

/** Breaks out of an attribute, an element, a style, a comment and a CDATA section; the x is there to be found again. */
const EVIL = `x"'><img src=x onerror=document.title='pwned'><script>document.title='pwned'</script></style></svg><!-- <a href="javascript:pwned">@octocat</a> ${"w".repeat(300)}`;
const xml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;");

describe.skipIf(!program)("the page of the tests in a browser", () => {
  const { play, put, path } = testRun();
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(program ?? "");
  });
  afterAll(async () => await browser?.close());

  async function open({ width = 1100, scheme = "light" }: { width?: number; scheme?: "light" | "dark" } = {}) {
    const evil = xml(EVIL);
    const cases = ["a", "b"].map(
      (name) =>
        `<testcase classname="${evil}" name="${name}${evil}" time="3" file="${evil}"><failure message="${evil}" type="${evil}">${evil}</failure><system-out>${evil}</system-out></testcase>`,
    );
    await put("r.xml", `<testsuite name="${evil}">${cases.join("")}<testcase name="fine" time="1"/></testsuite>`);
    const source = `src/${EVIL.replaceAll("/", "").slice(0, 60)}.ts`;
    await put(source, `${`if (a < 1) "${EVIL}" // &lt;\n`.repeat(9)}`);
    await put("src/other.ts", "1\n2\n");
    await put(
      "l.info",
      `SF:${source}\nDA:1,1\nDA:3,0\nDA:4,0\nend_of_record\nSF:src/other.ts\nDA:1,1\nend_of_record\n`,
    );
    await put(
      "q.yml",
      `- { test: "*bx*", reason: ${JSON.stringify(EVIL)}, owner: ${JSON.stringify(EVIL)}, expires: 2999-01-01 }\n`,
    );
    const inputs = {
      reports: "r.xml",
      "coverage-reports": "l.info",
      store: "./h.json",
      quarantine: "q.yml",
      "report-dir": "out",
    };
    for (const sha of ["a", "b", "b"]) await play(inputs, { env: { GITHUB_SHA: sha.repeat(40) } });
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const said: string[] = [];
    page.on("request", (request) => said.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    const address = pathToFileURL(path("out/report.html")).href;
    await page.goto(address);
    return { page, said, address };
  }

  test("nothing of a name, a message, a path, a source or the quarantine list becomes markup or runs", async () => {
    const { page, said, address } = await open();
    expect(said).toEqual([address]);
    expect(await page.title()).toBe("Tests failed");
    expect(await page.locator("img, script, iframe, object, [onerror]").count()).toBe(0);
    expect(await page.locator("a:not([href^='#'])").count()).toBe(0);
    // It is all there to be read: this is no page that left it out.
    const text = await page.locator("body").textContent();
    for (const part of ["<script>document.title='pwned'</script>", "@octocat", "2999-01-01"])
      expect(text).toContain(part);
    expect(await page.locator(".lines figure").count()).toBe(4);
  });

  test.each([360, 768, 1400])("at %d pixels nothing sticks out to the side", async (width) => {
    const { page } = await open({ width });
    for (const one of await page.locator("details").all())
      await one.evaluate((details) => details.setAttribute("open", ""));
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  test("by keyboard alone: from the box of a file in the map to its lines that no test ran", async () => {
    const { page } = await open();
    let label = "";
    for (let presses = 0; presses < 60 && !label.startsWith("src/x"); presses++) {
      await page.keyboard.press("Tab");
      label = (await page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''")) as string;
    }
    expect(label).toMatch(/^src\/x.*: 33\.33 % of 3 lines$/);
    await page.keyboard.press("Enter");
    const target = page.locator(":target");
    expect(await target.isVisible()).toBe(true);
    expect(await target.locator(".miss").count()).toBe(2);
  });

  test.each(["light", "dark"] as const)("in %s every text stands out from what is behind it", async (scheme) => {
    const { page } = await open({ scheme });
    const low = await page.evaluate(LOW_CONTRAST);
    expect(low).toEqual([]);
  });

  test("control: markup that got through, and a text that is too pale, are found", async () => {
    const { page } = await open();
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(EVIL)})`);
    expect(await page.locator("img, script, iframe, object, [onerror]").count()).toBeGreaterThan(0);
    await page.evaluate("document.querySelector('h2').style.color = '#999'");
    expect(await page.evaluate(LOW_CONTRAST)).not.toEqual([]);
  });
});

/** Texts whose contrast is below 4.5 (WCAG 2.2, 1.4.3), with the ratio; run in the page. */
const LOW_CONTRAST = `(() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const part = (value) => { const s = value / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const check = (element, front, back) => {
    const [a, b] = [luminance(front), luminance(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(element.textContent.slice(0, 40) + " " + ratio.toFixed(2));
  };
  for (const element of document.querySelectorAll("body *:not(svg *)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (own) check(element, rgb(getComputedStyle(element).color), behind(element));
  }
  for (const text of document.querySelectorAll(".map a text, .map text:not(.folder)")) {
    let box = text.previousElementSibling;
    while (box && box.tagName !== "rect") box = box.previousElementSibling;
    if (box) check(text, rgb(getComputedStyle(text).fill), rgb(getComputedStyle(box).fill));
  }
  return low;
})()`;
