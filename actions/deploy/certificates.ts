import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { TarFile } from "../../toolkit/docker/tar.ts";
import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { FOLDER } from "./balancer.ts";

/**
 * Reads the files of the input `certificates`. Throws a UserError with what is wrong with any of them: a load balancer
 * that cannot take one would not start again.
 */
export async function readCertificates(world: World, paths: readonly string[]): Promise<Buffer[]> {
  return await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(resolve(world.workspace, path)).catch((error) => {
        throw new UserError(`The certificate ${path} cannot be read`, {
          hint: "certificates takes paths of PEM files, one a line, from the workspace on.",
          cause: error,
        });
      });
      const { validTo } = parsed(path, content.toString("latin1"));
      if (Date.parse(validTo) < world.clock.now())
        world.runner.annotate("warning", `The certificate ${path} was valid until ${validTo}: clients refuse it.`);
      return content;
    }),
  );
}

function parsed(path: string, text: string): X509Certificate {
  if (!text.includes("BEGIN CERTIFICATE") || !/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) {
    throw new UserError(`${path} does not hold both a certificate and its private key`, {
      hint: "Join them into one file: cat fullchain.pem privkey.pem > site.pem",
    });
  }
  let fits: boolean;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
    fits = certificate.checkPrivateKey(createPrivateKey(text));
  } catch (error) {
    throw new UserError(`${path} cannot be understood: its certificate or its key is damaged, or has a passphrase`, {
      hint: "openssl x509 -in FILE -noout -text and openssl pkey -in FILE -noout say more.",
      cause: error,
    });
  }
  if (fits) return certificate;
  throw new UserError(`The private key in ${path} is not that of its first certificate`, {
    hint: "The certificate of the server comes first, the others of its chain after it.",
  });
}

/** Tells one certificate from another. */
export function certificateId(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

/** Where a certificate lies in the balancer's volume. Its name is its content's: what is taken back finds its own there. */
export function certificatePath(app: string, id: string): string {
  return `${folderOf(app)}/${id}.pem`;
}

/** The files of certificates by their places in the volume. Whoever serves them may have a user of its own. */
export function certificateFiles(app: string, certificates: readonly Buffer[]): TarFile[] {
  const folders = ["certificates/", `certificates/${app}/`].map((name) => ({ name, content: "" }));
  const name = (content: Buffer) => certificatePath(app, certificateId(content)).slice(FOLDER.length + 1);
  return [...folders, ...certificates.map((content) => ({ name: name(content), content, mode: 0o444 }))];
}

/** A script that removes all of an app's but these. */
export function sweepScript(app: string, ids: readonly string[]): string {
  return `find ${folderOf(app)} -name '*.pem'${ids.map((id) => ` ! -name ${id}.pem`).join("")} -delete`;
}

function folderOf(app: string): string {
  return `${FOLDER}/certificates/${app}`;
}
