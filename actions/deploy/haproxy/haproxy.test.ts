import { expect, test } from "vitest";
import { appText, gateOf, proxyText, routesText, SLOTS } from "./config.ts";
import { parseStats, slotsOf, trafficOf } from "./stats.ts";

const settings = { algorithm: "leastconn", gatePath: "/readyz", servingPath: "/healthz" } as const;

test("the configuration routes what is saved, and keeps every other slot for later", () => {
  const at = { address: "10.0.0.3", port: 8000 };
  const routes = [
    { name: "shop-1", slot: "s2", ...at },
    { name: "shop-2", slot: "s3", ...at, host: "0123456789ab" },
  ];
  const [app = "", gate = ""] = appText("shop", { settings, routes }).split("backend gate");
  expect(app).toContain("balance leastconn");
  expect(app).toContain("uri /healthz");
  expect(app).toContain("  server s2 10.0.0.3:8000\n");
  // The address may be another one after a restart.
  expect(app).toContain("  server s3 0123456789ab:8000\n");
  expect(app.match(/ disabled$/gm)).toHaveLength(SLOTS - 2);
  expect(gate).toContain("uri /readyz");
  expect(gate.match(/ disabled$/gm)).toHaveLength(SLOTS);
});

test("the gate has no way for traffic to come in, and tells of every setting by its name", () => {
  const names = [
    settings,
    { ...settings, algorithm: "source" as const },
    { ...settings, sticky: true },
    { ...settings, hosts: ["shop.test"] },
    { ...settings, certificates: ["abc"] },
  ].map((one) => gateOf("shop", one));
  expect(new Set(names).size).toBe(names.length);
  expect(routesText("shop", settings)).toBe("/ app-shop\n");
  expect(gateOf("shop", { servingPath: "/healthz", gatePath: "/readyz", algorithm: "leastconn" })).toBe(names[0]);
});

test("several apps are told apart by host and path, and a path never leads into the middle of a word", () => {
  expect(routesText("shop", { ...settings, hosts: ["Shop.test", "www.shop.test"], path: "/api" })).toBe(
    "shop.test/api/ app-shop\nwww.shop.test/api/ app-shop\n",
  );
});

test("TLS is listened for only where the container has a port for it", () => {
  expect(proxyText({ tls: false, mark: "m" })).not.toContain(" ssl ");
  expect(proxyText({ tls: true, mark: "m" })).toContain("ssl crt-list /quayside/certificates.list ");
});

test("a sticky app has a cookie for each slot", () => {
  const text = appText("shop", { settings: { ...settings, sticky: true }, routes: [] });
  expect(text).toContain("cookie quayside-shop insert");
  expect(text).toContain("  server s1 0.0.0.0:80 cookie s1 disabled\n");
});

test("without a path an open port is enough", () => {
  const open = { settings: { ...settings, gatePath: "", servingPath: "" }, routes: [] };
  expect(appText("shop", open)).not.toContain("httpchk");
});

// Columns that matter of answers of HAProxy 2.6 and 3.0.
const HEAD =
  "# pxname,svname,qcur,scur,status,weight,check_status,check_code,addr,hrsp_2xx,hrsp_5xx,req_tot,srv_abrt,desc,";

test("slots are read with their traffic, open requests and last check", () => {
  const rows = parseStats(
    [
      HEAD,
      'app,s1,1,3,UP,100,L7OK,200,10.0.0.3:8000,7,2,,1,"a ""quoted"", text",',
      "app,s2,0,0,DRAIN,0,L7OK,200,10.0.0.4:8000,,,,,,",
      "app,s3,0,0,MAINT,100,,,0.0.0.0:80,,,,,,",
      "app,s4,0,0,DOWN 1/2,100,* L7STS,503,10.0.0.5:8000,,,,,,",
      "app,s5,0,0,DOWN,0,L4CON,,10.0.0.6:8000,,,,,,",
      "app,BACKEND,0,3,UP,200,,,,7,2,9,1,,",
      "web,FRONTEND,,3,OPEN,,,,,7,3,12,,,",
      "",
    ].join("\n"),
  );
  expect(rows[0]?.desc).toBe('a "quoted", text');
  expect(slotsOf(rows, "app").map(({ name, traffic, up, open, check }) => [name, traffic, up, open, check])).toEqual([
    ["s1", "in", true, 4, "it answered 200"],
    ["s2", "draining", false, 0, "it answered 200"],
    ["s3", "out", false, 0, "not asked yet"],
    ["s4", "in", false, 0, "it answered 503"],
    ["s5", "draining", false, 0, "nothing listens on the port"],
  ]);
  expect(trafficOf(rows, "app")).toEqual({ requests: 9, failed: 3 });
});
