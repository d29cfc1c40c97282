/** A version taken apart, of either scheme. */
export interface Version {
  /** As it was written. */
  readonly raw: string;
  /** In the scheme's normal form. */
  readonly version: string;
  /** The numbers: major, minor, patch, and what follows in PEP 440. */
  readonly release: readonly number[];
  /** Whether it comes before a release, or (PEP 440) after one: such a version never becomes `latest`. */
  readonly special: boolean;
}

const NUMBER = "(0|[1-9]\\d*)";
const IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const SEMVER = new RegExp(
  `^v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Reads a version by Semantic Versioning 2.0.0, a leading `v` allowed; undefined where it is none. */
export function parseSemver(raw: string): Version | undefined {
  const match = SEMVER.exec(raw.trim());
  if (!match) return undefined;
  const release = match.slice(1, 4).map(Number);
  if (!release.every(Number.isSafeInteger)) return undefined;
  const pre = match[4];
  return {
    raw,
    release,
    version: `${release.join(".")}${pre === undefined ? "" : `-${pre}`}`,
    special: pre !== undefined,
  };
}

// Appendix B of PEP 440.
const PEP440 =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d+)?)?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d+)?)?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

/** Reads a version by PEP 440 and brings it to its normal form; undefined where it is none. */
export function parsePep440(raw: string): Version | undefined {
  const match = PEP440.exec(raw.trim());
  if (!match) return undefined;
  const [, epoch, numbers = "", pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] = match;
  const release = numbers.split(".").map(Number);
  const letter =
    { alpha: "a", beta: "b", c: "rc", pre: "rc", preview: "rc" }[pre?.toLowerCase() ?? ""] ?? pre?.toLowerCase();
  const parts = [
    epoch && Number(epoch) > 0 ? `${Number(epoch)}!` : "",
    release.join("."),
    letter ? `${letter}${Number(preNumber ?? 0)}` : "",
    implicitPost !== undefined ? `.post${Number(implicitPost)}` : post ? `.post${Number(postNumber ?? 0)}` : "",
    dev ? `.dev${Number(devNumber ?? 0)}` : "",
    local ? `+${local.toLowerCase().replace(/[-_]/g, ".")}` : "",
  ];
  return { raw, release, version: parts.join(""), special: Boolean(pre || post || implicitPost || dev) };
}

/** Less than 0 where `a` is the lower release; only for versions that are releases. */
export function compareReleases(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
