import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aptTransportSettings } from "../../scripts/setup/apt.ts";
import { APT_SETTINGS, BASE_IMAGES, MADE_LABEL } from "../../scripts/setup/image-recipes.ts";
import { withLock } from "../../scripts/setup/lock.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { getFile } from "../../toolkit/docker/archives.ts";
import { removeContainer, startContainer } from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { inspectImage } from "../../toolkit/docker/images.ts";
import { makeImage } from "../../toolkit/docker/make-image.ts";
import { runtimeOf } from "../../toolkit/docker/runtime.ts";
import { tarOf } from "../../toolkit/docker/tar.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";

/** PostgreSQL's image, whose Debian takes MariaDB and PgBouncer beside it. Made once and kept. */
const IMAGE = { repo: "quayside/test-databases", tag: "1" };

/** A container in which a test may do to servers what it wants: stop them, fill their disk, put a pooler in front. */
export interface Lab {
  /** Runs a shell script in it; throws with what it said where it fails. */
  sh(script: string, user?: string): Promise<string>;
  /** `127.0.0.1:port` of a port inside. */
  port(inside: number): number;
  /** Password of every superuser in it. */
  readonly password: string;
  /** Path on this machine of the authority that has signed the certificates; they are for `localhost`. */
  readonly authority: string;
  stop(): Promise<void>;
}

/** Starts a lab with the servers that are named. */
export async function startLab(servers: readonly ("postgres" | "mariadb")[]): Promise<Lab> {
  const engine = await connect({ env: process.env });
  await ensureImage(engine);
  const password = randomBytes(18).toString("base64url");
  const ports = [3306, 5432, 6432];
  const container = await engine.api.createContainer({
    name: `quayside-test-lab-${randomBytes(4).toString("hex")}`,
    Image: `${IMAGE.repo}:${IMAGE.tag}`,
    Labels: { "quayside.test": "migrate" },
    Entrypoint: ["sleep", "infinity"],
    ExposedPorts: Object.fromEntries(ports.map((port) => [`${port}/tcp`, {}])),
    HostConfig: {
      Init: true,
      PortBindings: Object.fromEntries(ports.map((port) => [`${port}/tcp`, [{ HostIp: "127.0.0.1", HostPort: "0" }]])),
      // A disk that is soon full.
      Tmpfs: { "/small": "size=12m,mode=1777" },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "migrate-lab-"));
  const stop = async () => {
    await removeContainer(engine, container.id);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await startContainer(engine, container.id);
    const published = (await runtimeOf(engine, container.id))?.ports ?? {};
    const sh = async (script: string, user = "root") => {
      const { code, stdout, stderr } = await execIn(engine, container.id, ["bash", "-euc", script], { user });
      if (code !== 0) throw new Error(`ended with ${code}: ${script}\n${stdout}${stderr}`);
      return stdout;
    };
    await sh(CERTIFICATES);
    await Promise.all(servers.map((server) => sh(server === "postgres" ? postgres(password) : mariadb(password))));
    const authority = join(folder, "ca.crt");
    await writeFile(authority, (await getFile(engine, container.id, "/tls/ca.crt")) ?? "");
    return { sh, port: (inside) => Number(published[`${inside}/tcp`]), password, authority, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ensureImage(engine: Engine): Promise<void> {
  if (await inspectImage(engine, `${IMAGE.repo}:${IMAGE.tag}`)) return;
  const signal = new AbortController().signal;
  const world = { log: () => {}, env: process.env, cacheDir: cacheDirOf(process.env), signal };
  await withLock(join(world.cacheDir, "test-databases.lock"), { limitMs: 5 * 60_000 }, async () => {
    if (await inspectImage(engine, `${IMAGE.repo}:${IMAGE.tag}`)) return;
    const folder = await mkdtemp(join(tmpdir(), "migrate-image-"));
    const tar = join(folder, "files.tar");
    await writeFile(tar, tarOf([{ name: APT_SETTINGS, content: await aptTransportSettings(world) }]));
    try {
      await makeImage(
        engine,
        {
          ...IMAGE,
          from: BASE_IMAGES.postgres,
          tar,
          script: `export DEBIAN_FRONTEND=noninteractive
            apt-get -q update
            apt-get -q -y --no-install-recommends install mariadb-server pgbouncer openssl
            rm -rf /${APT_SETTINGS} /var/lib/apt/lists/* /var/cache/apt/*`,
          stopSignal: "SIGTERM",
          changes: [`LABEL ${MADE_LABEL}="for the tests of migrate"`],
        },
        signal,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

const CERTIFICATES = `mkdir -p /tls && cd /tls
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=lab -keyout ca.key -out ca.crt 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout server.key -out server.csr 2>/dev/null
  echo subjectAltName=DNS:localhost >ext
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out server.crt 2>/dev/null
  cp server.key mariadb.key; chown postgres server.key; chown mysql mariadb.key; chmod 600 server.key mariadb.key`;

const postgres = (password: string) => `
  install -d -o postgres /lab/pg
  su postgres -c "PATH=$PATH initdb -D /lab/pg --username=lab --pwfile=<(echo '${password}') --auth=scram-sha-256 --no-sync" >/dev/null
  echo "host all all all scram-sha-256" >>/lab/pg/pg_hba.conf
  cat >>/lab/pg/postgresql.conf <<END
  listen_addresses='*'
  fsync=off
  ssl=on
  ssl_cert_file='/tls/server.crt'
  ssl_key_file='/tls/server.key'
  hot_standby=on
END
  su postgres -c "PATH=$PATH pg_ctl -D /lab/pg -l /lab/pg/log -w start" >/dev/null`;

const mariadb = (password: string) => `
  install -d -o mysql /lab/maria /run/mysqld
  chown mysql /run/mysqld
  mariadb-install-db --user=mysql --datadir=/lab/maria --skip-test-db >/dev/null 2>&1
  setsid mariadbd --user=mysql --datadir=/lab/maria --bind-address=0.0.0.0 --innodb-flush-log-at-trx-commit=0 \\
    --ssl-cert=/tls/server.crt --ssl-key=/tls/mariadb.key --log-error=/lab/maria/log >/dev/null 2>&1 </dev/null &
  for _ in $(seq 100); do mariadb-admin --skip-ssl ping >/dev/null 2>&1 && break; sleep 0.1; done
  mariadb --skip-ssl -e "CREATE USER lab@'%' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO lab@'%' WITH GRANT OPTION"`;
