/** Whether two addresses of a host are the same to who wants to listen there. */
export function meet(one: string, other: string): boolean {
  const any = (ip: string) => ip === "" || ip === "0.0.0.0" || ip === "::";
  return any(one) || any(other) || one === other;
}
