/** What the front page and `/version` show: change it, deploy, and everybody sees the new release. */
export const greeting = { text: "Hello from Quayside", color: "#0b7285" };
