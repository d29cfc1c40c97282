import type { FastifyPluginAsync } from "fastify";
import type { Version } from "../schemas/system.ts";

/** The front page: one small document that shows which release answers, and loads nothing. */
export const homeRoutes: FastifyPluginAsync<{ version: Version }> = async (app, { version }) => {
  const page = render(version);
  app.get("/", { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
      .header("cache-control", "no-store")
      .send(page),
  );
};

function render({ greeting, color, version, git_sha, release, instance }: Version): string {
  const facts = { version, commit: git_sha, release, instance };
  const rows = Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(greeting)}</title>
<style>
  body { box-sizing: border-box; margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; padding: 1rem;
         background: ${escapeHtml(color)}; color: #fff; font: 1.1rem system-ui, sans-serif; }
  h1 { margin: 0; font-size: 2.5rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; }
  dd { margin: 0; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
  a { color: inherit; }
</style>
<h1>${escapeHtml(greeting)}</h1>
<dl>${rows.join("")}</dl>
<p><a href="/docs">API documentation</a></p>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
