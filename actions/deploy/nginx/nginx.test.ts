import { expect, test } from "vitest";
import { nginxText } from "./config.ts";

const settings = { algorithm: "leastconn", gatePath: "/readyz", servingPath: "/readyz" } as const;
const routes = [{ name: "shop-1", address: "10.0.0.3", port: 8000, weight: 100 }];

test("the configuration leads to what has the traffic, and tells its mark", () => {
  const text = nginxText({ settings, routes }, "abc");
  expect(text).toContain("  least_conn;\n  server 10.0.0.3:8000 weight=100 ");
  expect(text).toContain("add_header X-Quayside abc;");
  // One of another container has to be able to listen beside it.
  expect(text.match(/ listen .*/g)).toEqual([" listen 127.0.0.1:9998 reuseport;", " listen 8080 reuseport;"]);
  expect(text).not.toContain(" ssl;");
});

test("an upstream without anyone is one that nobody answers for", () => {
  expect(nginxText({ settings, routes: [] }, "abc")).toContain("server 127.0.0.1:1 down;");
});

test("requests that are not safe are never sent twice", () => {
  expect(nginxText({ settings, routes }, "abc")).toContain("proxy_next_upstream error timeout;\n");
});

test("TLS and the way there", () => {
  const text = nginxText(
    { settings: { ...settings, redirect: true }, routes },
    "abc",
    "/quayside/certificates/shop.pem",
  );
  expect(text).toContain("listen 8443 ssl reuseport;\n  ssl_certificate /quayside/certificates/shop.pem;");
  expect(text).toContain("return 301 https://");
});
