/** Least, median and greatest, as the programs of test/bench print them. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What test/bench/deploy.ts measured. */
export interface DeployBench {
  readonly cores: number;
  readonly rounds: number;
  readonly load: { readonly rate: number; readonly connections: number };
  readonly how: Readonly<Record<string, string>>;
  readonly measured: readonly {
    readonly tool: string;
    readonly replicas: number;
    readonly milliseconds: Spread;
    readonly failed: Spread;
    readonly requests: number;
    readonly p99During: Spread;
    readonly p99Outside: Spread;
  }[];
  readonly engineAlone: readonly { readonly replicas: number; readonly milliseconds: Spread }[];
  readonly unchanged: { readonly milliseconds: Spread; readonly operations: number };
}
