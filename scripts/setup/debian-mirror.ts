import { type AptSource, aptSources } from "./apt.ts";
import type { OsRelease } from "./os-release.ts";
import type { SetupWorld } from "./world.ts";

/** The Debian release that images and tools are made from: the newest stable one. */
export const DEBIAN_SUITE = "trixie";

/** The keys that Debian signs its archives with: package debian-archive-keyring. */
export const DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** Where Debian's packages come from. */
export interface DebianMirror {
  /** As in `http://deb.debian.org/debian`. */
  readonly main: string;
  /** As in `http://deb.debian.org/debian-security`. */
  readonly security: string;
}

const PUBLIC: DebianMirror = {
  main: "http://deb.debian.org/debian",
  security: "http://deb.debian.org/debian-security",
};

/** The mirror that apt of this machine uses where this machine is a Debian; the public one elsewhere. */
export async function debianMirror(world: SetupWorld, os: OsRelease): Promise<DebianMirror> {
  return os.id === "debian" ? mirrorOf(await aptSources(world), os.codename) : PUBLIC;
}

/** Picks the mirror out of apt's sources: the source of the release itself, and that of its security updates. */
export function mirrorOf(sources: readonly AptSource[], codename: string): DebianMirror {
  const find = (suites: readonly string[]) =>
    sources.find(({ suite, component, uri }) => {
      return component === "main" && suites.includes(suite) && /^https?:\/\//.test(uri);
    })?.uri;
  return {
    main: find([codename, "stable", "oldstable"]) ?? PUBLIC.main,
    security: find([`${codename}-security`, "stable-security", "oldstable-security"]) ?? PUBLIC.security,
  };
}

/** The sources for apt of a Debian of `DEBIAN_SUITE`: the release, its updates, its security updates. */
export function sourcesList(mirror: DebianMirror): string {
  return [
    `deb ${mirror.main} ${DEBIAN_SUITE} main`,
    `deb ${mirror.main} ${DEBIAN_SUITE}-updates main`,
    `deb ${mirror.security} ${DEBIAN_SUITE}-security main`,
    "",
  ].join("\n");
}
