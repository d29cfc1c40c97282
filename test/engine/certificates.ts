import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A CA with a server's and a client's certificate, all as PEM. */
export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** Makes a CA of that name; its server is the one at the address `ip`. */
export function certificates(name: string, ip: string): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "quayside-ca-"));
  const file = (part: string) => join(folder, part);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const root = ["-keyout", file("ca.key"), "-out", file("ca.pem"), "-subj", `/CN=${name}`, "-days", "2"];
  openssl("req", "-x509", ...key, ...root);
  writeFileSync(file("ext"), `subjectAltName=IP:${ip}\n`);
  for (const part of ["server", "client"]) {
    const [secret, request, signed] = [`${part}.key`, `${part}.csr`, `${part}.pem`].map(file) as [
      string,
      string,
      string,
    ];
    openssl("req", ...key, "-keyout", secret, "-out", request, "-subj", `/CN=${part}`);
    const by = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-extfile", file("ext")];
    openssl("x509", "-req", "-in", request, ...by, "-out", signed, "-days", "2");
  }
  const read = (part: string) => readFileSync(file(part), "utf8");
  const pair = (part: string) => ({ cert: read(`${part}.pem`), key: read(`${part}.key`) });
  const made = { ca: read("ca.pem"), server: pair("server"), client: pair("client") };
  rmSync(folder, { recursive: true });
  return made;
}
