/**
 * Plain JavaScript, since it decides whether the packages are there that TypeScript needs.
 *
 * Says why what is installed is not what the lock file asks for, or undefined where it is. npm writes what it has
 * installed to node_modules/.package-lock.json, in the form of the lock file, as the last thing it does.
 *
 * @param {string} wanted text of package-lock.json
 * @param {string | undefined} installed text of node_modules/.package-lock.json; undefined where there is none
 * @returns {string | undefined}
 */
export function whyStale(wanted, installed) {
  if (installed === undefined) return "nothing is installed yet";
  let lock;
  let there;
  try {
    lock = JSON.parse(wanted).packages ?? {};
    there = JSON.parse(installed).packages ?? {};
  } catch {
    return "the list of what is installed cannot be read";
  }
  for (const [path, want] of Object.entries(lock)) {
    if (path === "") continue;
    const have = there[path];
    if (have === undefined) {
      // npm leaves out optional packages for other systems, and what only they need.
      if (want.optional || want.devOptional) continue;
      return `${nameOf(path)} is not installed`;
    }
    if (want.version !== have.version) return `${nameOf(path)} is ${have.version} instead of ${want.version}`;
    if (want.integrity !== have.integrity) return `${nameOf(path)} has other content than the lock file says`;
  }
  for (const path of Object.keys(there)) {
    if (lock[path] === undefined) return `${nameOf(path)} is installed and no longer wanted`;
  }
  return undefined;
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
