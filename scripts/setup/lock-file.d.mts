export declare function whyStale(wanted: string, installed: string | undefined): string | undefined;
