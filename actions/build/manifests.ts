import type { Manifest, RegistryClient } from "../../toolkit/registry.ts";

/** What an index says of one of its manifests (OCI Image Specification 1.1, descriptor). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os?: string; readonly architecture?: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The image of one platform, as a registry holds it. */
export interface PlatformImage {
  /** `linux/arm64`, with the variant where there is one. */
  readonly platform: string;
  readonly digest: string;
  /** Bytes of its layers, packed. */
  readonly packed: number;
}

/** The manifests that an index names; undefined for a single manifest. */
export function entriesOf(manifest: Manifest): readonly Descriptor[] | undefined {
  const { manifests } = JSON.parse(manifest.text) as { manifests?: Descriptor[] };
  return Array.isArray(manifests) ? manifests : undefined;
}

/** Attestations stand in an index as manifests for no platform. */
export function isAttestation({ platform }: Descriptor): boolean {
  return platform?.os === "unknown";
}

/** `os/architecture/variant`. */
export function platformName(platform: { os?: string; architecture?: string; variant?: string } = {}): string {
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/");
}

/** The images of all platforms behind a manifest; attestations are none. */
export async function platformImages(
  client: RegistryClient,
  path: string,
  manifest: Manifest,
): Promise<PlatformImage[]> {
  const entries = entriesOf(manifest)?.filter((entry) => !isAttestation(entry));
  if (!entries) return [await single(client, path, manifest)];
  return await Promise.all(
    entries.map(async ({ digest, platform }) => {
      const inner = await client.manifest(path, digest);
      return { platform: platformName(platform), digest, packed: inner ? packedOf(inner) : 0 };
    }),
  );
}

async function single(client: RegistryClient, path: string, manifest: Manifest): Promise<PlatformImage> {
  const { config } = JSON.parse(manifest.text) as { config?: Descriptor };
  const blob = config && (await client.blob(path, config.digest));
  const platform = platformName(blob ? JSON.parse(blob.toString("utf8")) : {});
  return { platform, digest: manifest.digest, packed: packedOf(manifest) };
}

/** Bytes of the layers of a single manifest, packed; a layer that it has twice counts once, as it is pulled once. */
export function packedOf(manifest: Manifest): number {
  const { layers = [] } = JSON.parse(manifest.text) as { layers?: Descriptor[] };
  return [...new Map(layers.map(({ digest, size }) => [digest, size])).values()].reduce((sum, size) => sum + size, 0);
}
