import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { TLSSocket } from "node:tls";

/** What somebody got. */
export interface Asked {
  readonly status: number;
  readonly body: string;
  /** Fingerprint of the certificate, `""` without TLS. */
  readonly certificate: string;
}

/** Asks once, on a connection of its own, for the host `host`; trusts everybody. */
export async function ask(url: string, host = ""): Promise<Asked> {
  const options = {
    agent: false,
    signal: AbortSignal.timeout(10_000),
    ...(host ? { headers: { host }, servername: host } : {}),
  } as const;
  return await new Promise((resolve, reject) => {
    const secure = url.startsWith("https:");
    const asked = secure ? httpsRequest(url, { ...options, rejectUnauthorized: false }) : httpRequest(url, options);
    asked.on("error", reject);
    asked.on("response", (answer) => {
      const certificate = secure ? (answer.socket as TLSSocket).getPeerCertificate().fingerprint256 : "";
      let body = "";
      answer.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: body.trim(), certificate }));
    });
    asked.end();
  });
}
