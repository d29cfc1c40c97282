/** The cache service of GitHub's runner as far as it is asked, in memory; `fetch` answers within the process. */
export class FakeCacheService {
  readonly env = { ACTIONS_RESULTS_URL: "https://results.test/", ACTIONS_RUNTIME_TOKEN: "runtime-token-of-the-job" };
  /** By key, in the order in which they were stored. */
  readonly entries = new Map<string, { version: string; bytes: Uint8Array; closed: boolean }>();
  /** Refuses to store anything, as it does for a token that can only read. */
  readOnly = false;
  readonly asked: string[] = [];

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    this.asked.push(`${request.method} ${pathname}`);
    const signed = /^\/blob\/(.+)$/.exec(decodeURIComponent(pathname))?.[1];
    if (signed !== undefined) return this.#blob(request, signed);
    if (request.headers.get("authorization") !== `Bearer ${this.env.ACTIONS_RUNTIME_TOKEN}`)
      return new Response("no", { status: 401 });
    const body = (await request.json()) as {
      key: string;
      version: string;
      restore_keys?: string[];
      size_bytes?: string;
    };
    const url = (key: string) => `https://blobs.test/blob/${encodeURIComponent(key)}?sig=signature`;
    switch (pathname.split("/").at(-1)) {
      case "CreateCacheEntry": {
        if (this.readOnly || this.entries.has(body.key)) return Response.json({ ok: false });
        this.entries.set(body.key, { version: body.version, bytes: new Uint8Array(), closed: false });
        return Response.json({ ok: true, signed_upload_url: url(body.key) });
      }
      case "FinalizeCacheEntryUpload": {
        const entry = this.entries.get(body.key);
        if (!entry || entry.bytes.length !== Number(body.size_bytes)) return Response.json({ ok: false });
        entry.closed = true;
        return Response.json({ ok: true, entry_id: "1" });
      }
      case "GetCacheEntryDownloadURL": {
        const usable = [...this.entries]
          .filter(([, { version, closed }]) => closed && version === body.version)
          .reverse();
        const found =
          usable.find(([key]) => key === body.key) ??
          usable.find(([key]) => body.restore_keys?.some((prefix) => key.startsWith(prefix)));
        return Response.json(
          found ? { ok: true, signed_download_url: url(found[0]), matched_key: found[0] } : { ok: false },
        );
      }
      default:
        return new Response("bad route", { status: 404 });
    }
  };

  async #blob(request: Request, key: string): Promise<Response> {
    const entry = this.entries.get(key);
    if (!entry) return new Response("gone", { status: 404 });
    // The address is signed: whoever sends the token along gives it away.
    if (request.headers.has("authorization")) return new Response("two ways to sign in", { status: 400 });
    if (request.method === "GET") return new Response(Buffer.from(entry.bytes));
    if (request.headers.get("x-ms-blob-type") !== "BlockBlob") return new Response("no blob type", { status: 400 });
    entry.bytes = new Uint8Array(await request.arrayBuffer());
    return new Response(null, { status: 201 });
  }
}
