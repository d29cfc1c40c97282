import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Wish } from "./deploy-steps.ts";

/** The certificates of a sequence: two for the app's own name, one for another name, one for the app next door. */
export class SiteCertificates {
  readonly #folder: string;
  readonly #known = new Map<string, { readonly pem: string; readonly fingerprint: string }>();

  /** Makes them, for these addresses too; from now on all requests of this process trust them. */
  constructor(folder: string, ips: readonly string[]) {
    this.#folder = folder;
    const names = { first: "shop.test", second: "shop.test", other: "other.test", next: "next.test" };
    const trusted: string[] = [];
    for (const [which, name] of Object.entries(names)) {
      const [key, cert] = [this.#file(`${which}.key`), this.#file(`${which}.crt`)];
      const alt = [`DNS:${name}`, ...ips.map((ip) => `IP:${ip}`)].join(",");
      const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
      const subject = ["-subj", `/CN=${which}`, "-addext", `subjectAltName=${alt}`];
      execFileSync("openssl", ["req", "-x509", ...kind, ...subject, "-keyout", key, "-out", cert], { stdio: "pipe" });
      const text = readFileSync(cert, "utf8");
      trusted.push(text);
      const pem = text + readFileSync(key, "utf8");
      this.#known.set(which, { pem, fingerprint: new X509Certificate(text).fingerprint256 });
    }
    setDefaultCACertificates([...getCACertificates("bundled"), ...trusted]);
  }

  /** Writes the files of a wish, under names that never change; the input `certificates`. */
  write(wish: Wish): string {
    const site = this.#put("site.pem", wish.certificate === "second" ? "second" : "first");
    return wish.certificate === "both" ? `${site}\n${this.#put("other.pem", "other")}` : site;
  }

  /** The file of the app next door. */
  get next(): string {
    return this.#put("next.pem", "next");
  }

  /** Which of them has this fingerprint. */
  nameOf(fingerprint: string): string {
    return [...this.#known].find(([, one]) => one.fingerprint === fingerprint)?.[0] ?? "none of ours";
  }

  #put(file: string, which: string): string {
    const path = this.#file(file);
    writeFileSync(path, this.#known.get(which)?.pem ?? "");
    return path;
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}
