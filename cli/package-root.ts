let root: string | undefined;

/** Says where this package lies; done once, by what starts the program, since a bundle cannot know it by itself. */
export function setPackageRoot(folder: string): void {
  root = folder;
}

/** The folder of package.json and workflows/. */
export function packageRoot(): string {
  if (root === undefined) throw new Error("setPackageRoot was not called");
  return root;
}
