import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the fake API got. */
export interface Asked {
  method: string;
  /** Path without the query: `/repos/acme/shop/issues/1/comments`. */
  path: string;
  query: Record<string, string>;
  /** The `authorization` header as it came. */
  authorization: string;
  /** The parsed JSON body; undefined where there was none. */
  body: unknown;
}

/** An answer of the fake API. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The real bodies and headers of GitHub's refusals, as of 2026. */
export const refusals = {
  /** The token lacks a permission; `accepted` is the header that names those that would do. */
  permission: (accepted: string): Answer => ({
    status: 403,
    headers: { "x-accepted-github-permissions": accepted },
    body: {
      message: "Resource not accessible by integration",
      documentation_url: "https://docs.github.com/rest/issues/comments#create-an-issue-comment",
      status: "403",
    },
  }),
  badToken: {
    status: 401,
    body: { message: "Bad credentials", documentation_url: "https://docs.github.com/rest", status: "401" },
  } satisfies Answer,
  notFound: {
    status: 404,
    body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
  } satisfies Answer,
  invalid: {
    status: 422,
    body: {
      message: "Validation Failed",
      errors: [{ resource: "IssueComment", code: "unprocessable", field: "data", message: "Body is too long" }],
      documentation_url: "https://docs.github.com/rest/issues/comments#create-an-issue-comment",
      status: "422",
    },
  } satisfies Answer,
  /** Too many requests in a short time; `seconds` is what `retry-after` asks for. */
  secondaryLimit: (seconds: number, status: 403 | 429 = 403): Answer => ({
    status,
    headers: { "retry-after": String(seconds) },
    body: {
      documentation_url:
        "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
      message:
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0000:0000:0000:0000:00000000.",
    },
  }),
  /** The hour's requests are used up until `reset`, in seconds since the epoch. */
  primaryLimit: (reset: number): Answer => ({
    status: 403,
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
    body: {
      message: "API rate limit exceeded for installation ID 1.",
      documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
      status: "403",
    },
  }),
  broken: { status: 500, body: { message: "Server Error" } } satisfies Answer,
} as const;

/** A comment as the API lists it. */
export interface FakeComment {
  id: number;
  body: string;
  html_url: string;
  user: { login: string; type: "Bot" | "User" };
}

/** An artifact; `archive` is its ZIP. */
export interface FakeArtifact {
  id: number;
  name: string;
  expired: boolean;
  archive: Uint8Array;
  workflow_run: { head_branch: string; head_sha: string; repository_id: number; head_repository_id: number };
}

/** A commit of a branch that is written over the API: its files whole. */
interface FakeCommit {
  sha: string;
  parents: string[];
  files: Record<string, string>;
}

/** A pull request as far as it is asked for. */
export interface FakePull {
  number: number;
  state: "open" | "closed";
  head: { sha: string; ref: string; label: string };
  base: { sha: string; ref: string };
}

type Route = [
  RegExp,
  (parts: string[], body: Record<string, unknown>, query: Record<string, string>, path: string) => Answer,
];

/**
 * GitHub's REST API for one repository, as far as Quayside asks it; remembers every request. `fetch` answers within the
 * process, `listen` opens a port on loopback for actions that run as processes of their own.
 */
export class FakeGitHub {
  readonly asked: Asked[] = [];
  /** By issue or pull request number. */
  readonly comments = new Map<number, FakeComment[]>();
  readonly checkRuns: (Record<string, unknown> & { id: number; annotations: unknown[] })[] = [];
  readonly deployments: (Record<string, unknown> & { id: number; statuses: Record<string, unknown>[] })[] = [];
  readonly pulls: FakePull[] = [];
  /** Answers of `compare`, by `base...head`. */
  readonly comparisons = new Map<string, Record<string, unknown>>();
  readonly artifacts: FakeArtifact[] = [];
  /** Commit by branch. */
  readonly branches = new Map<string, string>();
  readonly commits = new Map<string, FakeCommit>();
  readonly #trees = new Map<string, Record<string, string>>();
  readonly #failures: { method: string; path: RegExp; answers: Answer[] }[] = [];
  #address = "https://api.github.test";
  #elsewhere = "https://blobs.github.test";
  #next = 1000;

  /** Answers the next matching requests with these, one each, before things go their normal way again. */
  fail(method: string, path: RegExp, ...answers: Answer[]): void {
    this.#failures.push({ method, path, answers });
  }

  /** Adds a comment that is there already. */
  comment(issue: number, body: string, user: FakeComment["user"] = { login: "someone", type: "User" }): FakeComment {
    const id = this.#next++;
    const comment = { id, body, user, html_url: `https://github.test/acme/shop/pull/${issue}#issuecomment-${id}` };
    this.comments.set(issue, [...(this.comments.get(issue) ?? []), comment]);
    return comment;
  }

  /** The files of a branch. */
  files(branch: string): Record<string, string> | undefined {
    return this.commits.get(this.branches.get(branch) ?? "")?.files;
  }

  /** Somebody else's commit on a branch. */
  commit(branch: string, files: Record<string, string>): string {
    const parent = this.branches.get(branch);
    const sha = String(this.#next++).padStart(40, "0");
    const before = this.commits.get(parent ?? "")?.files ?? {};
    this.commits.set(sha, { sha, parents: parent ? [parent] : [], files: { ...before, ...files } });
    this.branches.set(branch, sha);
    return sha;
  }

  /** The requests of a method whose path matches. */
  requests(method: string, path: RegExp): Asked[] {
    return this.asked.filter((request) => request.method === method && path.test(request.path));
  }

  /** For `connectGitHub` in the same process. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const answer = this.#answer(request.method, request.url, request.headers, await request.text());
    if (answer.status === 302) return await this.fetch(answer.headers?.location ?? "", {});
    const hasBody = answer.status !== 204;
    const response = new Response(hasBody ? Buffer.from(bytesOf(answer.body)) : null, {
      status: answer.status,
      headers: { "content-type": "application/json; charset=utf-8", ...answer.headers },
    });
    // A response that nobody fetched has none, and octokit asks for it.
    Object.defineProperty(response, "url", { value: request.url });
    return response;
  };

  /** Opens a free port on loopback; `url` is for GITHUB_API_URL. */
  async listen(): Promise<{ url: string; [Symbol.asyncDispose](): Promise<void> }> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = new Headers({ authorization: request.headers.authorization ?? "" });
      const body = Buffer.concat(chunks).toString("utf8");
      const answer = this.#answer(request.method ?? "GET", new URL(request.url ?? "/", url).href, headers, body);
      response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
      response.end(answer.status === 204 ? undefined : bytesOf(answer.body));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#address = url;
    // The same server by another name is another host for whoever follows a redirect.
    this.#elsewhere = url.replace("127.0.0.1", "localhost");
    return {
      url,
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      },
    };
  }

  #answer(method: string, url: string, headers: Headers, text: string): Answer {
    const { pathname, searchParams } = new URL(url);
    const path = decodeURIComponent(pathname);
    const signed = /^\/signed\/(\d+)$/.exec(path);
    if (signed) {
      this.asked.push({ method, path, query: {}, authorization: headers.get("authorization") ?? "", body: undefined });
      const { archive } = this.artifacts.find(({ id }) => id === Number(signed[1])) ?? { archive: new Uint8Array() };
      return { status: 200, body: archive, headers: { "content-type": "application/zip" } };
    }
    const body = text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
    const query = Object.fromEntries(searchParams);
    this.asked.push({ method, path, query, authorization: headers.get("authorization") ?? "", body });
    const failure = this.#failures.find(
      (one) => one.method === method && one.path.test(path) && one.answers.length > 0,
    );
    return failure?.answers.shift() ?? this.#route(method, path, query, body ?? {});
  }

  #route(method: string, path: string, query: Record<string, string>, body: Record<string, unknown>): Answer {
    const [, rest = ""] = /^\/repos\/[^/]+\/[^/]+(\/.*)$/.exec(path) ?? [];
    const route = `${method} ${rest}`;
    for (const [pattern, answer] of [...this.#routes, ...this.#gitRoutes]) {
      const match = pattern.exec(route);
      if (match) return answer(match.slice(1), body, query, path);
    }
    return refusals.notFound;
  }

  readonly #routes: Route[] = [
    [
      /^GET \/issues\/(\d+)\/comments$/,
      ([issue], _, query, path) => this.#page(this.comments.get(Number(issue)) ?? [], query, path),
    ],
    [
      /^POST \/issues\/(\d+)\/comments$/,
      ([issue], body) => ({
        status: 201,
        body: this.comment(Number(issue), String(body.body), { login: "github-actions[bot]", type: "Bot" }),
      }),
    ],
    [
      /^PATCH \/issues\/comments\/(\d+)$/,
      ([id], body) => {
        const comment = [...this.comments.values()].flat().find((one) => one.id === Number(id));
        if (!comment) return refusals.notFound;
        comment.body = String(body.body);
        return { status: 200, body: comment };
      },
    ],
    [
      /^POST \/check-runs$/,
      (_, body) => {
        const id = this.#next++;
        const annotations = annotationsOf(body);
        if (annotations.length > 50) return refusals.invalid;
        const run = { ...body, id, html_url: `https://github.test/acme/shop/runs/${id}`, annotations };
        this.checkRuns.push(run);
        return { status: 201, body: run };
      },
    ],
    [
      /^PATCH \/check-runs\/(\d+)$/,
      ([id], body) => {
        const run = this.checkRuns.find((one) => one.id === Number(id));
        if (!run) return refusals.notFound;
        if (annotationsOf(body).length > 50) return refusals.invalid;
        run.annotations.push(...annotationsOf(body));
        Object.assign(run, body);
        return { status: 200, body: run };
      },
    ],
    [
      /^POST \/deployments$/,
      (_, body) => {
        const deployment = { ...body, id: this.#next++, statuses: [] };
        this.deployments.push(deployment);
        return { status: 201, body: deployment };
      },
    ],
    [
      /^POST \/deployments\/(\d+)\/statuses$/,
      ([id], body) => {
        const deployment = this.deployments.find((one) => one.id === Number(id));
        if (!deployment) return refusals.notFound;
        deployment.statuses.push(body);
        return { status: 201, body: { id: this.#next++, ...body } };
      },
    ],
    [
      /^GET \/compare\/(.+)$/,
      ([range]) => {
        const found = this.comparisons.get(range ?? "");
        return found ? { status: 200, body: found } : refusals.notFound;
      },
    ],
    [
      /^GET \/commits\/([^/]+)\/pulls$/,
      ([sha], _, query, path) =>
        this.#page(
          this.pulls.filter(({ head }) => head.sha === sha),
          query,
          path,
        ),
    ],
    [
      /^GET \/pulls$/,
      (_parts, _, query, path) => {
        const wanted = (pull: FakePull) =>
          (query.head === undefined || pull.head.label === query.head) && pull.state === (query.state ?? "open");
        return this.#page(this.pulls.filter(wanted), query, path);
      },
    ],
  ];

  readonly #gitRoutes: Route[] = [
    [
      /^GET \/actions\/artifacts$/,
      (_parts, _, query, path) => {
        const named = this.artifacts.filter(({ name }) => query.name === undefined || name === query.name);
        const shown = named.map(({ archive, ...one }) => ({ ...one, size_in_bytes: archive.length }));
        const { body, ...rest } = this.#page(shown, query, path);
        return { ...rest, body: { total_count: named.length, artifacts: body } };
      },
    ],
    [
      /^GET \/actions\/artifacts\/(\d+)\/zip$/,
      ([id]) => {
        const found = this.artifacts.find((one) => one.id === Number(id));
        // GitHub answers with a signed address on another host.
        if (!found) return refusals.notFound;
        return { status: 302, body: "", headers: { location: `${this.#elsewhere}/signed/${id}` } };
      },
    ],
    [
      /^GET \/contents\/(.+)$/,
      ([path = ""], _, { ref = "" }) => {
        const sha = this.branches.get(ref.replace(/^heads\//, "")) ?? ref;
        const text = this.commits.get(sha)?.files[path];
        if (text === undefined) return refusals.notFound;
        return {
          status: 200,
          body: text,
          headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" },
        };
      },
    ],
    [
      /^GET \/git\/ref\/heads\/(.+)$/,
      ([branch = ""]) => {
        const sha = this.branches.get(branch);
        return sha ? { status: 200, body: { object: { sha } } } : refusals.notFound;
      },
    ],
    [
      /^GET \/git\/commits\/(.+)$/,
      ([sha = ""]) => {
        const found = this.commits.get(sha);
        if (!found) return refusals.notFound;
        this.#trees.set(`tree-${sha}`, found.files);
        return { status: 200, body: { sha, tree: { sha: `tree-${sha}` } } };
      },
    ],
    [
      /^POST \/git\/trees$/,
      (_, body) => {
        const entries = body.tree as { path: string; content: string }[];
        const files = Object.fromEntries(entries.map(({ path, content }) => [path, content]));
        const sha = `tree-${this.#next++}`;
        this.#trees.set(sha, { ...this.#trees.get(String(body.base_tree)), ...files });
        return { status: 201, body: { sha } };
      },
    ],
    [
      /^POST \/git\/commits$/,
      (_, body) => {
        const sha = String(this.#next++).padStart(40, "0");
        const files = this.#trees.get(String(body.tree)) ?? {};
        this.commits.set(sha, { sha, files, parents: body.parents as string[] });
        return { status: 201, body: { sha } };
      },
    ],
    [
      /^POST \/git\/refs$/,
      (_, body) => {
        const branch = String(body.ref).replace(/^refs\/heads\//, "");
        if (this.branches.has(branch)) return { status: 422, body: { message: "Reference already exists" } };
        this.branches.set(branch, String(body.sha));
        return { status: 201, body: {} };
      },
    ],
    [
      /^PATCH \/git\/refs\/heads\/(.+)$/,
      ([branch = ""], body) => {
        const commit = this.commits.get(String(body.sha));
        const forward = commit?.parents.includes(this.branches.get(branch) ?? "");
        if (!forward && body.force !== true) return { status: 422, body: { message: "Update is not a fast forward" } };
        this.branches.set(branch, String(body.sha));
        return { status: 200, body: {} };
      },
    ],
  ];

  #page(all: readonly unknown[], query: Record<string, string>, path: string): Answer {
    const size = Math.min(100, Number(query.per_page ?? 30));
    const page = Number(query.page ?? 1);
    const more = page * size < all.length;
    const next = `${this.#address}${path}?${new URLSearchParams({ ...query, page: String(page + 1) })}`;
    return {
      status: 200,
      body: all.slice((page - 1) * size, page * size),
      ...(more ? { headers: { link: `<${next}>; rel="next"` } } : {}),
    };
  }
}

function bytesOf(body: unknown): string | Uint8Array {
  // A text is a file's own content; all else is JSON.
  return typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
}

function annotationsOf(body: Record<string, unknown>): unknown[] {
  return ((body.output as { annotations?: unknown[] } | undefined)?.annotations ?? []).slice();
}
