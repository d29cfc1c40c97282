import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { registryClient, repositoryPath } from "./registry.ts";

const AUTH = { serveraddress: "r.example", username: "me", password: "secret" };
const basic = `Basic ${Buffer.from("me:secret").toString("base64")}`;

/** A fetch that keeps what it was asked and answers by a function. */
function fakeFetch(answer: (url: string, authorization: string | null, method: string) => Response) {
  const asked: string[] = [];
  const fetch = (async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    asked.push(`${init.method ?? "GET"} ${url}`);
    return answer(url, headers.get("authorization"), init.method ?? "GET");
  }) as unknown as typeof globalThis.fetch;
  return { asked, fetch };
}

test("logs in with a token from where the registry says", async () => {
  const { asked, fetch } = fakeFetch((url, authorization) => {
    if (url.startsWith("https://token.example")) {
      return authorization === basic ? Response.json({ token: "t" }) : new Response("", { status: 401 });
    }
    if (authorization === "Bearer t") return new Response("{}", { headers: { "content-type": "x/y" } });
    const challenge = 'Bearer realm="https://token.example/t",service="r",scope="repository:o/a:pull,push"';
    return new Response("", { status: 401, headers: { "www-authenticate": challenge } });
  });
  const client = registryClient("r.example", { fetch, auth: AUTH });
  const digest = `sha256:${createHash("sha256").update("{}").digest("hex")}`;
  expect(await client.manifest("o/a", "1")).toEqual({ digest, mediaType: "x/y", text: "{}" });
  await client.manifest("o/a", "2");
  expect(asked).toEqual([
    "GET https://r.example/v2/o/a/manifests/1",
    "GET https://token.example/t?service=r&scope=repository%3Ao%2Fa%3Apull%2Cpush",
    "GET https://r.example/v2/o/a/manifests/1",
    "GET https://r.example/v2/o/a/manifests/2",
  ]);
});

test("logs in with the password itself where that is asked for", async () => {
  const { fetch } = fakeFetch((_url, authorization) =>
    authorization === basic
      ? new Response(null, { headers: { "docker-content-digest": "sha256:1" } })
      : new Response("", { status: 401, headers: { "www-authenticate": "Basic realm=r" } }),
  );
  expect(await registryClient("localhost:5000", { fetch, auth: AUTH }).digest("a", "1")).toBe("sha256:1");
  await expect(registryClient("localhost:5000", { fetch }).digest("a", "1")).rejects.toThrow(
    "localhost:5000 answers a/manifests/1 with 401",
  );
});

test("does not send the password to an address without TLS", async () => {
  const { asked, fetch } = fakeFetch(
    () => new Response("", { status: 401, headers: { "www-authenticate": 'Bearer realm="http://evil.example/t"' } }),
  );
  await expect(registryClient("r.example", { fetch, auth: AUTH }).digest("a", "1")).rejects.toThrow("401");
  expect(asked).toEqual(["HEAD https://r.example/v2/a/manifests/1"]);
});

test("tells what is not there from what is refused", async () => {
  const client = (status: number) =>
    registryClient("r.example", { fetch: fakeFetch(() => new Response("why", { status })).fetch });
  expect(await client(404).manifest("a", "1")).toBeUndefined();
  expect(await client(404).digest("a", "1")).toBeUndefined();
  await expect(client(500).manifest("a", "1")).rejects.toThrow("500: why");
  await expect(client(403).put("a", "1", { digest: "", mediaType: "x/y", text: "" })).rejects.toThrow("403");
});

test.each([
  ["docker.io", "node", "library/node"],
  ["docker.io", "docker.io/org/app", "org/app"],
  ["ghcr.io", "ghcr.io/org/app", "org/app"],
  ["localhost:5000", "localhost:5000/app", "app"],
])("%s has %s at %s", (host, name, path) => expect(repositoryPath(host, name)).toBe(path));

test("reads the tags page by page, and none where there is no repository", async () => {
  const pages: Record<string, Response> = {
    "https://r.example/v2/o/a/tags/list?n=1000": Response.json(
      { tags: ["1", "2"] },
      { headers: { link: '</v2/o/a/tags/list?last=2&n=1000>; rel="next"' } },
    ),
    "https://r.example/v2/o/a/tags/list?last=2&n=1000": Response.json({ tags: ["3"] }),
  };
  const { fetch } = fakeFetch((url) => pages[url] ?? new Response("", { status: 404 }));
  expect(await registryClient("r.example", { fetch }).tags("o/a")).toEqual(["1", "2", "3"]);
  expect(await registryClient("r.example", { fetch }).tags("o/none")).toEqual([]);
});

test("with patience, tries again what may go away, after what the registry asks for, and nothing else", async () => {
  const waits: number[] = [];
  const clock = { ...systemClock, sleep: async (milliseconds: number) => void waits.push(milliseconds) };
  const client = (answers: (Response | "reset")[]) => {
    const { fetch } = fakeFetch(() => {
      const answer = answers.shift();
      if (answer === "reset" || !answer) throw new TypeError("fetch failed");
      return answer;
    });
    return registryClient("r.example", { fetch, patience: { attempts: 3, clock } });
  };
  const found = new Response(null, { headers: { "docker-content-digest": "sha256:1" } });
  const busy = new Response("", { status: 429, headers: { "retry-after": "7" } });
  expect(await client([busy, "reset", found]).digest("a", "1")).toBe("sha256:1");
  expect(waits[0]).toBe(7000);
  expect(waits[1]).toBeGreaterThanOrEqual(1000);
  await expect(client([new Response("", { status: 403 })]).digest("a", "1")).rejects.toThrow("with 403");
  expect(waits).toHaveLength(2);
});
