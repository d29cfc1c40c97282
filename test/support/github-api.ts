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

/** A pull request as far as it is asked for. */
export interface FakePull {
  number: number;
  state: "open" | "closed";
  head: { sha: string; ref: string; label: string };
  base: { sha: string; ref: string };
}

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
  readonly #failures: { method: string; path: RegExp; answers: Answer[] }[] = [];
  #address = "https://api.github.test";
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

  /** The requests of a method whose path matches. */
  requests(method: string, path: RegExp): Asked[] {
    return this.asked.filter((request) => request.method === method && path.test(request.path));
  }

  /** For `connectGitHub` in the same process. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const answer = this.#answer(request.method, request.url, request.headers, await request.text());
    const hasBody = answer.status !== 204;
    return new Response(hasBody ? JSON.stringify(answer.body) : null, {
      status: answer.status,
      headers: { "content-type": "application/json; charset=utf-8", ...answer.headers },
    });
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
      response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#address = url;
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
    for (const [pattern, answer] of this.#routes) {
      const match = pattern.exec(route);
      if (match) return answer(match.slice(1), body, query, path);
    }
    return refusals.notFound;
  }

  readonly #routes: [
    RegExp,
    (parts: string[], body: Record<string, unknown>, query: Record<string, string>, path: string) => Answer,
  ][] = [
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

function annotationsOf(body: Record<string, unknown>): unknown[] {
  return ((body.output as { annotations?: unknown[] } | undefined)?.annotations ?? []).slice();
}
