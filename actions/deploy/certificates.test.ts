import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { World } from "../../toolkit/world.ts";
import { certificateFiles, certificateId, certificatePath, readCertificates, sweepScript } from "./certificates.ts";

const folder = mkdtempSync(join(tmpdir(), "quayside-pem-"));
afterAll(() => rmSync(folder, { recursive: true }));

for (const name of ["one", "two"]) {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...kind, "-subj", `/CN=${name}`, "-keyout", key, "-out", cert], {
    stdio: "pipe",
  });
}
const part = (name: string) => readFileSync(join(folder, name), "utf8");

async function read(text: string, now = Date.now()) {
  const told: string[] = [];
  writeFileSync(join(folder, "site.pem"), text);
  const world = {
    workspace: folder,
    clock: { now: () => now },
    runner: { annotate: (_: string, message: string) => told.push(message) },
  } as unknown as World;
  const error = await readCertificates(world, ["site.pem"]).then(
    () => "",
    (problem: Error) => problem.message,
  );
  return { error, told };
}

test("a certificate with its key is taken, in either order; one that is over is told of", async () => {
  expect(await read(part("one.crt") + part("one.key"))).toEqual({ error: "", told: [] });
  expect(await read(part("one.key") + part("one.crt") + part("two.crt"))).toEqual({ error: "", told: [] });
  const { told } = await read(part("one.crt") + part("one.key"), Date.now() + 9 * 86_400_000);
  expect(told).toEqual([expect.stringMatching(/^The certificate site\.pem was valid until .*: clients refuse it\.$/)]);
});

test.each([
  ["without its key", () => part("one.crt"), "does not hold both"],
  ["with another one's key", () => part("one.crt") + part("two.key"), "is not that of its first certificate"],
  ["after those of its chain", () => part("two.crt") + part("one.crt") + part("one.key"), "is not that of its first"],
  ["that is cut off", () => part("one.crt").replace(/\w{20}/, "") + part("one.key"), "cannot be understood"],
])("one %s is refused before anything changes", async (_, text, why) => {
  expect((await read(text())).error).toContain(why);
});

test("each lies under a name of its content, apart from those of an app whose name begins alike", () => {
  const content = Buffer.from("pem");
  const id = certificateId(content);
  const names = certificateFiles("shop", [content]).map(({ name }) => name);
  expect(names).toEqual(["certificates/", "certificates/shop/", `certificates/shop/${id}.pem`]);
  expect(certificatePath("shop", id)).toBe(`/quayside/certificates/shop/${id}.pem`);
  expect(sweepScript("shop", [id])).toBe(`find /quayside/certificates/shop -name '*.pem' ! -name ${id}.pem -delete`);
});
