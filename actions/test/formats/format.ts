/** A report format: how it is known, and how it is read. */
export interface Format<Sink> {
  /** Name for people. */
  readonly name: string;
  /** Whether the first characters of a file are those of this format. */
  readonly detect: (start: string) => boolean;
  /**
   * Reads a file, piece by piece, into the sink. Throws an Error that completes the sentence "the file cannot be read:
   * …" where it is cut, empty or broken.
   */
  readonly read: (chunks: AsyncIterable<string>, sink: Sink) => Promise<void>;
}
