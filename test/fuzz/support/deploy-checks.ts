import { type Container, listContainers } from "../../../toolkit/docker/containers.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import { ask } from "./ask.ts";
import type { SiteCertificates } from "./deploy-certificates.ts";
import { projectOf } from "./deploy-file.ts";
import type { Place, Ports } from "./deploy-places.ts";
import { moved, type Wish } from "./deploy-steps.ts";

/** What is looked at. */
export interface Looked {
  readonly app: string;
  readonly place: Place;
  readonly ports: Ports;
  readonly certificates: SiteCertificates;
  /** Whether another app is behind the same load balancer. */
  readonly neighbour: boolean;
  /** Container of the service that the app needs, as it was when it was first seen. */
  readonly database: string | undefined;
}

/** Where an app with this wish answers. */
export function urlOf({ place, ports }: Pick<Looked, "place" | "ports">, wish: Wish): string {
  if (wish.tls) return `https://${reached(place, ports.t)}`;
  const key = moved(wish) ? "s" : wish.publish === "b" ? "b" : "a";
  return `http://${reached(place, ports[key])}`;
}

function reached({ ip }: Place, address: string): string {
  return `${ip}:${address.split(":").at(-1)}`;
}

/** The version that answers, or why none does. */
export async function versionAt(looked: Looked, wish: Wish): Promise<string> {
  return await ask(urlOf(looked, wish), wish.domains).then(
    ({ status, body }) => (status === 200 ? body : `status ${status}`),
    String,
  );
}

/** What is not as this wish says; `undefined` says that the app is not there. */
export async function differences(looked: Looked, wish: Wish | undefined): Promise<string[]> {
  const { app, place } = looked;
  const running = (await listContainers(place.engine, { "quayside.app": app })).filter(({ running }) => running);
  const role = ({ labels }: Container) => labels["quayside.role"] ?? "";
  const instances = running.filter((one) => role(one) === "instance");
  const others = running.filter((one) => !["instance", "balancer"].includes(role(one)));
  const wrong = others.map(({ name }) => `it left ${name} running`);
  const count = Number(wish?.replicas ?? 0);
  if (instances.length !== count)
    wrong.push(`${instances.length} containers run instead of ${count}: ${instances.map(({ name }) => name)}`);
  if (!wish) return wrong;
  wrong.push(...(await answers(looked, wish)), ...(await insides(looked, wish, instances)));
  if (wish.composed) wrong.push(...(await asComposed(looked, wish, instances)));
  return wrong;
}

/** What clients get. */
async function answers(looked: Looked, wish: Wish): Promise<string[]> {
  const { place, ports, certificates } = looked;
  const wrong: string[] = [];
  const expect = (what: string, got: string, wanted: string) => {
    if (got !== wanted) wrong.push(`${what}: ${got || "nothing"} instead of ${wanted || "nothing"}`);
  };
  expect("the app answers", await versionAt(looked, wish), wish.version ?? "");
  const url = urlOf(looked, wish);
  const text = async (address: string, host?: string) =>
    await ask(address, host).then(({ status, body }) => (status === 200 ? body : `status ${status}`), String);
  if (wish["service-port"] && !moved(wish))
    expect("the service's own port answers", await text(`http://${reached(place, ports.s)}`), wish.version ?? "");
  if (looked.neighbour) expect("the app next door answers", await text(`${url}/next`), "next door");
  const secret = /^TOKEN=(\w+)/.exec(wish.secrets ?? "")?.[1] ?? wish["file-secret"];
  if (secret) expect("the secret is", await text(`${url}/secret`, wish.domains), secret);
  if (!wish.tls) return wrong;
  const certificate = async (name: string) =>
    await ask(url, name).then((asked) => certificates.nameOf(asked.certificate), String);
  expect("the certificate is", await certificate("shop.test"), wish.certificate === "second" ? "second" : "first");
  if ((await certificate("other.test")) === "other" && wish.certificate !== "both")
    wrong.push("a certificate that is not wanted any more is still served");
  if (wish.certificate === "both") expect("the other certificate is", await certificate("other.test"), "other");
  if (looked.neighbour) expect("the certificate of the app next door is", await certificate("next.test"), "next");
  const key = moved(wish) ? "s" : wish.publish === "b" ? "b" : "a";
  const plain = `http://${reached(place, ports[key])}`;
  expect(
    "plain HTTP",
    await text(plain, wish.domains),
    wish["tls-redirect"] === "true" ? "status 301" : (wish.version ?? ""),
  );
  return wrong;
}

/** What the containers were made with. */
async function insides({ place }: Looked, wish: Wish, instances: readonly Container[]): Promise<string[]> {
  const [first] = instances;
  if (!first) return [];
  const { HostConfig } = await place.engine.api.getContainer(first.id).inspect();
  const script = 'cat /etc/shape 2>/dev/null; echo "/${FLAVOUR:-}"';
  const { stdout } = await execIn(place.engine, first.id, ["sh", "-c", script]);
  const got = [stdout.trim(), HostConfig.Memory ?? 0, HostConfig.NanoCpus ?? 0, HostConfig.RestartPolicy?.Name];
  const [shape, flavour] = wish.composed ? [wish.config ?? "", wish["env-file"] ?? ""] : ["", ""];
  const memory = wish.memory ? 200 * 1024 ** 2 : 0;
  const wanted = [`${shape}/${flavour}`, memory, wish.cpus ? 5e8 : 0, "unless-stopped"];
  return got.join() === wanted.join() ? [] : [`${first.name} has ${got}, not ${wanted}`];
}

/** What Compose would say about it. */
async function asComposed({ app, place, database }: Looked, wish: Wish, instances: readonly Container[]) {
  const wrong: string[] = [];
  const label = { "com.docker.compose.project": projectOf(app), "com.docker.compose.oneoff": "False" };
  const counted = (await listContainers(place.engine, label)).filter(({ running }) => running);
  const of = (service: string) => counted.filter(({ labels }) => labels["com.docker.compose.service"] === service);
  const names = (list: readonly Container[]) =>
    list
      .map(({ name }) => name)
      .sort()
      .join(" ");
  if (names(of("web")) !== names(instances))
    wrong.push(`Compose counts ${names(of("web"))} for the service, not ${names(instances)}`);
  const numbers = instances.map(({ labels }) => labels["com.docker.compose.container-number"]);
  if (new Set(numbers).size !== numbers.length) wrong.push(`two containers have one number for Compose: ${numbers}`);
  if (of("spare").length > 0) wrong.push("a service was started that nobody needs");
  const [db] = of("db");
  if (wish.dependency && !db) wrong.push("the service that it needs does not run");
  if (database && db?.id !== database) wrong.push("the service that it needs was made anew or is gone");
  return wrong;
}

/** Id of the container that runs the service which the app needs. */
export async function databaseAt({ engine }: Place, app: string): Promise<string | undefined> {
  const labels = { "com.docker.compose.project": projectOf(app), "com.docker.compose.service": "db" };
  return (await listContainers(engine, labels)).find(({ running }) => running)?.id;
}
