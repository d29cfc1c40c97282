/** The parts of env-ci that are used here; it brings no types of its own. */
declare module "env-ci" {
  interface Facts {
    isCi: boolean;
    name?: string;
    service?: string;
    commit?: string;
    branch?: string;
    tag?: string;
    build?: string;
    buildUrl?: string;
    slug?: string;
    pr?: string | number;
    isPr?: boolean;
    prBranch?: string;
  }
  export default function envCi(options: { env: Readonly<Record<string, string | undefined>>; cwd: string }): Facts;
}
