import { expect, test } from "vitest";
import { meet, urlOf } from "./publish.ts";
import type { BalancerSettings } from "./target.ts";

const settings: BalancerSettings = { algorithm: "roundrobin", gatePath: "", servingPath: "" };
const any = { hostIp: "0.0.0.0", hostPort: 80 };

test.each([
  ["unix:///var/run/docker.sock", any, {}, "http://127.0.0.1"],
  // An engine of DOCKER_HOST is on another machine as one of `hosts` is.
  ["tcp://10.0.0.5:2376", any, {}, "http://10.0.0.5"],
  ["ssh://deploy@shop.internal/run/docker.sock", { ...any, hostPort: 8080 }, {}, "http://shop.internal:8080"],
  ["tcp://[fd00::5]:2376", any, {}, "http://[fd00::5]"],
  ["tcp://10.0.0.5:2376", { hostIp: "10.0.0.6", hostPort: 80 }, {}, "http://10.0.0.6"],
  ["tcp://10.0.0.5:2376", any, { hosts: ["shop.example.com"], path: "/api" }, "http://shop.example.com/api"],
])("at %s, %o with %o answers at %s", (address, publish, more, url) => {
  expect(urlOf({ shell: { publish }, settings: { ...settings, ...more } }, address)).toBe(url);
});

test("with TLS the address is that of TLS", () => {
  const shell = { publish: any, publishTls: { hostIp: "0.0.0.0", hostPort: 443 } };
  expect(urlOf({ shell, settings }, "tcp://10.0.0.5:2376")).toBe("https://10.0.0.5");
});

test("addresses meet where one of them is all of them", () => {
  expect([meet("", "10.0.0.1"), meet("10.0.0.1", "::"), meet("10.0.0.1", "10.0.0.1")]).toEqual([true, true, true]);
  expect(meet("10.0.0.1", "10.0.0.2")).toBe(false);
});
