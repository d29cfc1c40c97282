import type { ActionSpec } from "../../toolkit/action.ts";
import {
  choice,
  custom,
  duration,
  flag,
  type InputOptions,
  integer,
  optional,
  pairs,
  size,
  text,
} from "../../toolkit/inputs.ts";
import { listOf } from "./lists.ts";
import { parseFlavor, parseImages } from "./metadata/rules.ts";
import { parseRegistries } from "./registries.ts";

const perLine = (options: InputOptions & { example: string }) =>
  custom(
    "a list, one entry a line; an entry with a line end in it stands in double quotes",
    (raw) => listOf(raw, { commas: false }),
    options,
  );
const perComma = (options: InputOptions & { example: string }) =>
  custom("a list, separated by commas or line ends", (raw) => listOf(raw, { commas: true }), options);

/** What the build action is to those who use it. */
export const spec = {
  name: "build",
  title: "Build",
  description: "Builds an image with BuildKit, tags it, and pushes exactly those tags, with retries and a digest.",
  branding: { icon: "box", color: "blue" },
  inputs: {
    mode: choice(["apply", "plan", "push", "merge"], {
      describe:
        "apply builds, and pushes where `push` is true. plan sets the outputs and prints the command, and changes nothing. push pushes the tags of an image that is built already. merge joins what a matrix of jobs has pushed for one platform each (`digests-dir`) and gives it the tags.",
    }),
    context: text({
      describe: "Folder that is sent to the build, in the workspace; or the URL of a Git repository.",
      default: ".",
    }),
    file: text({
      describe: "Path of the Dockerfile; `Dockerfile` in the context where not set.",
      example: "docker/app.Dockerfile",
    }),
    target: text({ describe: "Stage of the Dockerfile to build; the last one where not set.", example: "production" }),
    images: custom("image names, one a line", parseImages, {
      describe:
        "Image names without tags, one a line. With them each line of `tags` is a rule of docker/metadata-action; without them a full reference.",
      example: "ghcr.io/org/app",
    }),
    tags: text({
      describe:
        "References that the image gets, by commas or line ends; with `images` the rules for its tags, one a line (where not set: those of metadata-action).",
      example: "type=semver,pattern={{version}}",
    }),
    flavor: custom("latest=auto|true|false, prefix=TEXT, suffix=TEXT, one a line", parseFlavor, {
      describe:
        "With `images`: whether `latest` is given (auto: where this version is the highest), and a prefix and suffix of all tags.",
      example: "latest=auto",
    }),
    image: text({
      describe:
        "With `mode: push`: the built image to push, by reference or id; the first of `tags` where not set. Tags that it lacks are given to it.",
      example: "app:candidate",
    }),
    rebuild: choice(["always", "auto"], {
      describe:
        "auto: an image of the same content (context, Dockerfile, arguments, base images) that is there already gets the tags, and nothing is built: with push the one that the registry has, else the one in the engine. Such images are found by a tag `content-…` that they get besides.",
    }),
    push: flag({ describe: "Whether to push the tags." }),
    load: flag({
      describe:
        "Whether the engine gets the image also where the builder keeps it to itself. The docker driver always loads.",
    }),
    registries: custom("lines of HOST USERNAME PASSWORD", parseRegistries, {
      describe: "Logins for registries, for this step only. An existing docker login and credential helpers count too.",
      example: "ghcr.io octocat ${{ secrets.GITHUB_TOKEN }}",
      secret: true,
    }),
    "build-args": perLine({
      describe: "Build arguments, KEY=VALUE; a KEY alone takes the value from the environment.",
      example: "VERSION=1.4.2",
    }),
    "build-contexts": perLine({ describe: "Further contexts, NAME=PATH.", example: "docs=./docs" }),
    platforms: perComma({ describe: "Platforms to build for.", example: "linux/amd64,linux/arm64" }),
    labels: perLine({ describe: "Labels of the image, KEY=VALUE.", example: "org.opencontainers.image.title=app" }),
    annotations: perLine({
      describe: "OCI annotations, KEY=VALUE; the builder must be able to write them.",
      example: "manifest:org.opencontainers.image.title=app",
    }),
    secrets: custom(
      "KEY=VALUE, one a line; a value of several lines stands in double quotes with its key",
      (raw) => listOf(raw, { commas: false }).map(secretPair),
      {
        describe: "Build secrets. They are handed over in files that are removed afterwards, never in a command line.",
        example: "TOKEN=${{ secrets.TOKEN }}",
        secret: true,
      },
    ),
    "secret-envs": custom(
      "KEY=VARIABLE, separated by commas or line ends",
      (raw) => listOf(raw, { commas: true }).map(namedPair),
      {
        describe: "Build secrets from environment variables.",
        example: "TOKEN=NPM_TOKEN",
      },
    ),
    "secret-files": custom("KEY=PATH, one a line", (raw) => listOf(raw, { commas: false }).map(namedPair), {
      describe: "Build secrets from files.",
      example: "ca=/etc/ssl/certs/ca-certificates.crt",
    }),
    ssh: perLine({ describe: "SSH agent sockets or keys for the build.", example: "default" }),
    cache: choice(["auto", "gha", "registry", "local", "inline", "off"], {
      describe:
        "The build cache where `cache-from` and `cache-to` name none, with a scope per image, platform and branch. auto: GitHub's cache where the builder can write to it, else one inside of the pushed image on GitHub's own machines, else the builder keeps its own. A cache that fails is a warning.",
    }),
    "cache-from": perLine({
      describe: "Where the build cache comes from.",
      example: "type=registry,ref=ghcr.io/org/app:cache",
    }),
    "cache-to": perLine({
      describe:
        "Where the build cache goes to. A failure there is a warning, unless the entry says ignore-error=false.",
      example: "type=registry,ref=ghcr.io/org/app:cache,mode=max",
    }),
    "no-cache": flag({ describe: "Whether to build without any cache." }),
    "no-cache-filters": perComma({ describe: "Stages to build without cache.", example: "dependencies" }),
    pull: flag({ describe: "Whether to ask the registry for newer base images." }),
    outputs: perLine({ describe: "Further outputs of buildx.", example: "type=local,dest=out" }),
    provenance: text({
      describe: "Provenance attestation; makes the image an index of manifests, so it is off where not set.",
      example: "mode=max",
    }),
    sbom: text({
      describe: "SBOM attestation; makes the image an index of manifests, so it is off where not set.",
      example: "true",
    }),
    attests: perLine({
      describe: "Further attestations.",
      example: "type=sbom,generator=registry.example.com/scanner",
    }),
    allow: perComma({ describe: "Entitlements of the build.", example: "network.host" }),
    "add-hosts": perComma({
      describe: "Lines for /etc/hosts during the build, HOST:IP.",
      example: "db.internal:10.0.0.5",
    }),
    network: text({ describe: "Network of RUN instructions.", example: "host" }),
    "shm-size": optional(size({ describe: "Size of /dev/shm during the build." })),
    ulimit: perLine({ describe: "Limits of RUN instructions.", example: "nofile=1024:1024" }),
    "cgroup-parent": text({ describe: "Parent cgroup of RUN instructions.", example: "builds.slice" }),
    builder: text({ describe: "Name of the buildx builder; the current one where not set.", example: "my-builder" }),
    "digests-dir": text({
      describe:
        "Folder of the digests that go from a matrix of jobs to `mode: merge` as an artifact. With push, the image is pushed without a tag and its digest is written there; with `mode: merge` all of them are read.",
      example: "digests",
    }),
    "compare-with": text({
      describe:
        "Image in the registry that `size-delta` counts from; where not set, the one under the tag of the base branch, else `latest`.",
      example: "ghcr.io/org/app:main",
    }),
    hints: flag({
      describe:
        "Whether BuildKit's checks and remarks on what costs size, cache or safety are shown on the lines of the Dockerfile.",
      default: "true",
    }),
    smoke: flag({
      describe:
        "Whether to start the built image and wait until its health check is healthy (without one: that it runs for 5 s) before anything is pushed.",
    }),
    "smoke-env": pairs({
      describe: "Environment of the containers of `smoke` and `test-inside`.",
      example: "LOG_LEVEL=debug",
    }),
    test: text({
      describe:
        "Command that tests the built image before anything is pushed; its name is in $IMAGE. It is your code and goes through a shell (bash with -eo pipefail, else sh).",
      example: 'docker run --rm "$IMAGE" npm test',
    }),
    "test-inside": text({
      describe:
        "Command that tests the built image from inside, before anything is pushed: it runs in a container of the image, by `sh -c`, in the image's own folder and as its own user.",
      example: "npm test",
    }),
    "check-timeout": duration({
      describe: "Longest time that `smoke`, `test` and `test-inside` may take, each.",
      default: "5m",
    }),
    "build-timeout": duration({ describe: "Longest time that the build may take.", default: "30m" }),
    "push-timeout": duration({
      describe: "Longest time that all pushes together may take, with their retries.",
      default: "10m",
    }),
    "push-attempts": integer(
      { min: 1, max: 20 },
      { describe: "How often a push is tried that fails in a way that may go away by itself.", default: "5" },
    ),
  },
  outputs: {
    outcome: "`built`, `pushed`, `skipped` (an image of this content was there), `planned` or `failed`.",
    image: "The first of `tags`; the image's id where there are no tags.",
    tags: "All tags, one a line.",
    version: "With `images`: the first tag that the rules give.",
    "tag-names": "With `images`: the tags without the image names, one a line.",
    labels: "Labels of the image, KEY=VALUE, one a line.",
    annotations: "With `images`: annotations in metadata-action's form, one a line.",
    json: "With `images`: tags, tag-names, labels and annotations as JSON.",
    digest:
      "Digest of the pushed manifest; of the built one where the builder tells it. Empty, with the reason in the log, where neither is there.",
    imageid: "Id of the image in the engine.",
    metadata: "What buildx wrote about the result, as JSON.",
    refs: "`name@sha256:…` of each name pushed, one a line.",
    digests: "Digest of each platform's manifest after a push, `linux/amd64=sha256:…`, one a line.",
    size: "Bytes of the image: unpacked where the engine has it, else packed, as the registry has it (the first platform's).",
    "size-delta":
      "Bytes that it has more than the image it is compared with (`compare-with`), less than 0 where it has become smaller.",
    "cache-hit-ratio": "Share of the Dockerfile's steps that came from the cache, 0 to 1.",
    "duration-ms": "Time that the action took, in milliseconds.",
    report: "All of it as JSON, with `version: 1`.",
  },
} as const satisfies ActionSpec;

function secretPair(entry: string, index: number): { id: string; value: string } {
  const at = entry.indexOf("=");
  const id = entry.slice(0, Math.max(0, at)).trim();
  // The text may be the secret itself, so only its number is told.
  if (!/^[\w.-]+$/.test(id)) throw new Error(`entry ${index + 1} does not begin with the secret's id and "="`);
  return { id, value: entry.slice(at + 1) };
}

function namedPair(entry: string, index: number): { id: string; from: string } {
  const { id, value } = secretPair(entry, index);
  if (value.trim() === "") throw new Error(`entry ${index + 1} says nothing after "${id}="`);
  return { id, from: value.trim() };
}
