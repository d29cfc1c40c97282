/** Sentences about a run that come up on its way. */
export interface Notes {
  /** What is missing or broken and fails the step; the rest of the report is there all the same. */
  readonly problems: string[];
  /** What is odd and fails nothing. */
  readonly remarks: string[];
  /** Parts that could not be done and fail nothing. */
  readonly missing: string[];
}
