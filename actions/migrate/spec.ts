import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, duration, integer, lines, optional, text } from "../../toolkit/inputs.ts";

function versionOf(text: string): string {
  if (!/^\d+(-\d+)*$/.test(text)) throw new Error("not a number");
  return text.replaceAll("-", "");
}

/** What the migrate action takes and gives. */
export const spec = {
  name: "migrate",
  title: "Migrate",
  description:
    "Plans and applies SQL migrations: one lock, checksums, one transaction a file, a report of each statement.",
  branding: { icon: "database", color: "blue" },
  inputs: {
    mode: choice(["apply", "plan", "check", "status", "rollback", "drift", "trace", "new"], {
      describe:
        "apply runs what is pending; plan shows it and changes nothing; check looks for statements that cause outages; status shows the history; rollback runs the .down.sql of the newest migration, or of all above to; drift compares the schema with what the migrations make in scratch-url; trace runs what is pending there and tells which locks each statement really took, which tables it wrote anew, and how long it needed; new writes an empty file.",
    }),
    url: text({
      describe:
        "Address of the database; where neither this nor url-file is set, the variable DATABASE_URL. Needed by apply, status, rollback and drift. Without it plan takes the database for empty, and check looks at the files alone. mysql:// and sqlite: are taken as well. It is hidden from every log.",
      example: "postgres://app:secret@db.example.com:5432/app?sslmode=verify-full",
      secret: true,
    }),
    "url-file": text({
      describe: "File that holds the address, such as a mounted secret.",
      example: "/run/secrets/database-url",
    }),
    dialect: choice(["auto", "postgresql", "mysql", "sqlite"], {
      describe: "Language of the files; auto takes it from the address, and is postgresql without one.",
    }),
    directory: text({
      describe: "Folder of the migrations: files such as 0001_users.sql, run in the order of their numbers.",
      default: "migrations",
    }),
    schema: text({ describe: "Schema of the history table; it is made where it is missing.", default: "public" }),
    "history-table": text({
      describe: "Table that says which migrations have been applied; it is made where it is missing.",
      default: "quayside_migrations",
    }),
    to: optional(
      custom("a version, which is a number", versionOf, {
        describe:
          "Version that a rollback goes back to; 0 undoes everything. Without it the newest migration is undone.",
        example: "0041",
      }),
    ),
    "scratch-url": text({
      describe:
        "Address of an empty database in which drift and trace replay the migrations, such as a service container.",
      example: "postgres://postgres:postgres@localhost:5432/postgres",
      secret: true,
    }),
    name: text({ describe: "What a new migration is for; becomes a part of its file name.", example: "add users" }),
    phase: choice(["all", "pre", "post"], {
      describe:
        'Which files run: pre before a rollout, post after it for files with a line "-- quayside: phase=post", which take away what the old release needs.',
    }),
    token: text({
      describe:
        "Token for one comment on the pull request that each plan or check renews; needs pull-requests: write. Where not set, there is no comment.",
      example: "${{ github.token }}",
      secret: true,
    }),
    "comment-key": text({
      describe: "Tells the comments of several migrate steps of one pull request apart.",
      default: "migrate",
    }),
    "fail-on": choice(["error", "warning", "never"], { describe: "Which findings of a check fail the step." }),
    base: text({
      describe:
        "Branch or commit whose files are not checked again, such as origin/main; in a pull request its base branch where it has been fetched.",
      example: "origin/main",
    }),
    command: text({
      describe:
        "A command of the project's own migration tool, run by sh under the lock and the limits of this action, with the address in DATABASE_URL. Takes the place of the SQL files. The modes plan and check look at the SQL of the tools whose SQL can be had, and run nothing.",
      example: "npx prisma migrate deploy",
    }),
    "pending-command": text({
      describe: "A command that ends with 0 where nothing is pending, run after the tool; known tools have one.",
      example: "npx prisma migrate status",
    }),
    "command-timeout": duration({ describe: "How long the command may run.", default: "1h" }),
    baseline: optional(
      custom("a version, which is a number", versionOf, {
        describe:
          "For a database that was there before its history: files up to this version are recorded as applied and not run. Does nothing once there is a history.",
        example: "0042",
      }),
    ),
    "allow-late": lines({
      describe: "Files that may run although a newer one has been applied already.",
      example: "0007_late.sql",
    }),
    "allow-missing": lines({
      describe: "Applied files that may be missing from the folder.",
      example: "0001_squashed.sql",
    }),
    rebaseline: lines({
      describe: "Files that were edited after they were applied, whose new checksum is taken for the right one.",
      example: "0003_comment_mended.sql",
    }),
    "lock-timeout": duration({
      describe:
        "How long a statement may wait for a lock on a table before it gives way and is tried again. Off for CONCURRENTLY, which waits without blocking others. 0 is no limit.",
      default: "5s",
    }),
    "lock-retries": integer(
      { min: 0, max: 100 },
      {
        describe: "How often a file is tried again after a lock timeout, a deadlock or a serialization failure.",
        default: "10",
      },
    ),
    "statement-timeout": duration({
      describe: "How long one statement may run. Off for CONCURRENTLY. 0 is no limit.",
      default: "30m",
    }),
    "wait-for-lock": duration({
      describe: "How long to wait while another run migrates the same database.",
      default: "10m",
    }),
    "connect-timeout": duration({
      describe: "How long to try to reach the server; one that is just starting is waited for.",
      default: "15s",
    }),
  },
  outputs: {
    outcome: "applied, up-to-date, pending (plan, check and status), rolled-back, in-sync, traced, created or failed",
    applied: "How many migrations this run applied (or undid), also where a later one failed",
    pending: "How many migrations of the phase are pending at the end",
    current: "Version of the database at the end; empty where nothing has been applied",
    target: "Version of the newest file",
    findings: "How many findings the check has, in the modes check and plan; how many differences, in the mode drift",
    "comment-url": "Address of the comment on the pull request, where there is one",
    "duration-ms": "How long it took, in milliseconds",
    report: "Everything as JSON: files, statements, times, problems and the error",
  },
} as const satisfies ActionSpec;
