import { DEBIAN_SUITE } from "./debian-mirror.ts";

/** The public names of the images that the sample and the tests stand on. */
export const BASE_IMAGES = {
  node: "node:24-bookworm-slim",
  postgres: "postgres:17",
  haproxy: "haproxy:3.0",
  registry: "registry:2",
  python: "python:3.13-slim",
} as const;

/** Those without which neither the sample nor the engine tests run; the others are asked for by name. */
export const SAMPLE_IMAGES = [
  "node",
  "postgres",
  "haproxy",
  "registry",
] as const satisfies (keyof typeof BASE_IMAGES)[];

/** One of the base images, by its short name. */
export type BaseImageName = keyof typeof BASE_IMAGES;

/** The image that those which are made here share: a small Debian. */
export const ROOT_IMAGE = `quayside/debian:${DEBIAN_SUITE}-slim`;

/** PATH of the root image; a Dockerfile's `ENV PATH=/app/bin:$PATH` needs one that is set. */
export const IMAGE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The label that says how an image was made here; a pulled one has none. */
export const MADE_LABEL = "quayside.made";

/** File of settings of this machine's apt, in the container that an image is made in. It does not stay. */
export const APT_SETTINGS = "etc/apt/apt.conf.d/99quayside-host";

/** How one image is made from the root image. Its files come from the folder images/ beside this file. */
export interface Recipe {
  /** Debian packages that it is made of. */
  readonly packages: readonly string[];
  /** Commands before the packages are installed: users whose ids are those of the public image. */
  readonly before: string;
  /** Commands after that. */
  readonly after: string;
  /** The image's settings, as instructions of a Dockerfile that the engine takes on a commit. */
  readonly settings: readonly string[];
  /** The signal that `docker stop` sends, where it is not SIGTERM. */
  readonly stopSignal?: string;
}

/**
 * What each image is when it is made here. They answer to what our sample, our tests and our starter files use of the
 * public images: the same users, paths, environment variables, entries and stop signals.
 */
export const RECIPES: Readonly<Record<BaseImageName, Recipe>> = {
  node: {
    packages: [],
    before: "",
    after: `
      groupadd --gid 1000 node
      useradd --uid 1000 --gid node --shell /bin/bash --create-home node
      ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
      ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
      ln -s node /usr/local/bin/nodejs
      node --version && npm --version`,
    settings: [`ENV NODE_VERSION=${process.version.slice(1)}`, 'ENTRYPOINT ["docker-entrypoint.sh"]', 'CMD ["node"]'],
  },
  postgres: {
    packages: ["postgresql-17"],
    before: `
      groupadd --system --gid 999 postgres
      useradd --system --uid 999 --gid postgres --home-dir /var/lib/postgresql --shell /bin/bash postgres
      mkdir -p /etc/postgresql-common /docker-entrypoint-initdb.d
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf`,
    // Just-in-time compilation is an option of the server, and its LLVM is more than half of the image.
    after: `
      rm -rf /usr/lib/postgresql/17/lib/llvmjit* /usr/lib/postgresql/17/lib/bitcode /usr/lib/*/libLLVM*.so* /usr/lib/llvm-* /usr/lib/*/libz3.so*
      sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" /usr/share/postgresql/17/postgresql.conf.sample
      install --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql
      install --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql/data
      /usr/lib/postgresql/17/bin/postgres --version`,
    stopSignal: "SIGINT",
    settings: [
      `ENV LANG=C.UTF-8 PG_MAJOR=17 PGDATA=/var/lib/postgresql/data PATH=${IMAGE_PATH}:/usr/lib/postgresql/17/bin`,
      "VOLUME /var/lib/postgresql/data",
      "EXPOSE 5432",
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'CMD ["postgres"]',
    ],
  },
  haproxy: {
    packages: ["haproxy"],
    before: "",
    // The package refuses a user with an id below 100 as not a system user, so the public image's ids are given after it.
    after: `
      groupmod --gid 99 haproxy
      usermod --uid 99 haproxy
      ln -s /usr/sbin/haproxy /usr/local/sbin/haproxy
      mkdir -p /usr/local/etc/haproxy /var/lib/haproxy
      chown haproxy:haproxy /var/lib/haproxy
      haproxy -v`,
    stopSignal: "SIGUSR1",
    settings: [
      "USER haproxy",
      "WORKDIR /var/lib/haproxy",
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'CMD ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]',
    ],
  },
  python: {
    packages: ["python3", "python3-pip", "python3-venv"],
    before: "",
    // In an image pip may install for the whole system, as it does in the public one.
    after: `
      rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
      ln -s /usr/bin/python3 /usr/local/bin/python
      ln -s /usr/bin/python3 /usr/local/bin/python3
      python --version && pip --version`,
    settings: ["ENV LANG=C.UTF-8", 'CMD ["python3"]'],
  },
  registry: {
    packages: ["docker-registry"],
    before: "",
    after: `
      ln -s /usr/bin/docker-registry /usr/local/bin/registry
      mkdir -p /var/lib/registry
      registry --version`,
    settings: [
      "VOLUME /var/lib/registry",
      "EXPOSE 5000",
      'ENTRYPOINT ["/entrypoint.sh"]',
      'CMD ["/etc/docker/registry/config.yml"]',
    ],
  },
};

/** The whole script of a recipe, for `sh -eu`. */
export function scriptOf(recipe: Recipe): string {
  const install =
    recipe.packages.length === 0
      ? ""
      : `
      export DEBIAN_FRONTEND=noninteractive
      apt-get -q update
      apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold install ${recipe.packages.join(" ")}`;
  const tidy = `
      rm -rf /${APT_SETTINGS} /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/log/*`;
  const lines = [recipe.before, install, recipe.after, tidy].join("\n").split("\n");
  return lines.flatMap((line) => (line.trim() === "" ? [] : [line.trim()])).join("\n");
}
