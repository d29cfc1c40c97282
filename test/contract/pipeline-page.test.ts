/**
 * The page of a run in a real browser: it shows in light and dark, wide and narrow, by keyboard alone, and asks nobody for
 * anything. Chromium is taken from the PATH.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlReport } from "../../actions/pipeline/html/html-report.ts";
import { findBrowser, startBrowser } from "../support/browser.ts";
import { sampleRun } from "../support/sample-run.ts";

const program = findBrowser();
if (!program) console.log("skipped: the page of a run in a browser, since there is no Chromium on the PATH");

describe.skipIf(!program)("the page of a run in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(program ?? "");
  });
  afterAll(async () => await browser?.close());

  /** Opens the page of a run; whatever it asks for and whatever goes wrong is told. */
  async function open(options: { outcome?: "success" | "failure"; width?: number; scheme?: "light" | "dark" } = {}) {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1100, height: 900 },
      colorScheme: options.scheme ?? "light",
    });
    const said: string[] = [];
    page.on("request", (request) => said.push(`asked for ${request.url()}`));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.setContent(htmlReport(sampleRun(options.outcome)), { waitUntil: "load" });
    return { page, said };
  }

  test("nothing is loaded, nothing runs, nothing from outside becomes markup", async () => {
    const { page, said } = await open({ outcome: "failure" });
    expect(said).toEqual([]);
    expect(await page.locator("img, script, iframe").count()).toBe(0);
    expect(await page.locator("h1").textContent()).toBe("Pipeline of shop to staging failure");
    // Each stage has its row of the chart, and those that ran have a bar where they ran.
    const rows = page.locator(".gantt").first().locator("li:not(.axis)");
    expect(await rows.count()).toBe(6);
    const place = async (row: number) => (await rows.nth(row).locator(".bar").boundingBox()) ?? { x: -1, width: -1 };
    const [build, tests, push] = [await place(0), await place(1), await place(2)];
    expect(build.x).toBeCloseTo(tests.x, 0);
    expect(tests.width).toBeGreaterThan(build.width);
    expect(push.x).toBeCloseTo(tests.x + tests.width, 0);
    expect(await rows.nth(5).locator(".bar").count()).toBe(0);
    // The page of a stage brings a style of its own, which must not reach out of it.
    const height = async (part: string) => (await rows.first().locator(part).boundingBox())?.height;
    expect(await height(".bar")).toBe(await height(".track"));
  });

  test("the rollout is on one axis with the requests that were answered meanwhile", async () => {
    const { page } = await open();
    const rows = page.locator(".gantt").last().locator("li:not(.axis)");
    expect(await rows.locator("> :first-child").allTextContents()).toEqual(["shop-2", "shop-1", "requests"]);
    const answered = rows.last().locator(".bar");
    expect(await answered.getAttribute("title")).toBe("1840 answered from 2.1 s to 3.4 s");
    const entered = rows.first().locator(".bar").last();
    expect((await answered.boundingBox())?.x).toBe((await entered.boundingBox())?.x);
  });

  test.each([360, 768, 1400])("at %d pixels nothing sticks out to the side", async (width) => {
    const { page } = await open({ width });
    for (const details of await page.locator("details").all())
      await details.evaluate((one) => one.setAttribute("open", ""));
    const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(wide).toBeLessThanOrEqual(0);
  });

  test.each(["light", "dark"] as const)("in %s every text can be told from what is behind it", async (scheme) => {
    const { page } = await open({ outcome: "failure", scheme });
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)");
    expect(await lowContrast(page)).toEqual([]);
  });

  test("by keyboard alone a stage is reached and its parts are opened", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("build");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Enter");
    // The next stop is the first that can be used in the stage's section.
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("SUMMARY");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.parentElement.open")).toBe(true);
  });

  test("control: a text that is too pale is found", async () => {
    const { page } = await open();
    await page.addStyleTag({ content: "h2{color:#bbb!important}" }).catch(() => undefined);
    await page.evaluate("document.querySelector('h2').style.color = '#bbb'");
    expect(await lowContrast(page)).not.toEqual([]);
  });
});

/** Texts with less contrast than 4.5 to 1, which is what WCAG 2.2 asks for (AA, 1.4.3). */
async function lowContrast(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
    const light = (color) => {
      const [r, g, b] = numbers(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let one = element; one; one = one.parentElement) {
        const color = getComputedStyle(one).backgroundColor;
        if (numbers(color)[3] !== 0) return color;
      }
      return "rgb(255,255,255)";
    };
    const found = new Set();
    for (const element of document.querySelectorAll("main *:not(svg *)")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
      if (!own) continue;
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) found.add(element.tagName + "." + element.className + ": " + ratio.toFixed(2));
    }
    return [...found];
  })()`);
}
