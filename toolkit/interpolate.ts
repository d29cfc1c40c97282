import { UserError } from "./errors.ts";

/** What `interpolate` found besides the text. */
export interface Interpolated {
  text: string;
  /** What is wrong with the variables of the text, one sentence each; empty where all is well. */
  mistakes: string[];
}

const VARIABLE =
  /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}$]|\$\{[^{}]*\}|\$(?!\{))*))?\}|(\{[^}]*\}?)?)/g;

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset.
 * Unlike Compose, a variable that is not set and has no default is a mistake: a blank would hide it.
 */
export function interpolate(text: string, values: Readonly<Record<string, string | undefined>>): Interpolated {
  const mistakes: string[] = [];
  const nested = (inner: string): string => {
    const result = interpolate(inner, values);
    mistakes.push(...result.mistakes);
    return result.text;
  };
  const replaced = text.replace(VARIABLE, (whole, dollar, plain, braced, operator, operand) => {
    if (dollar) return "$";
    const name: string | undefined = plain ?? braced;
    if (name === undefined) {
      mistakes.push(`"${whole}" is no variable; write \${NAME}, or $$ for a dollar sign`);
      return whole;
    }
    const value = values[name];
    const unset = value === undefined || (String(operator ?? "").startsWith(":") && value === "");
    switch (String(operator ?? "").at(-1)) {
      case "-":
        return unset ? nested(operand) : value;
      case "+":
        return unset ? "" : nested(operand);
      case "?":
        if (unset) mistakes.push(`${name} is not set${operand ? `: ${nested(operand)}` : ""}`);
        return value ?? "";
      default:
        if (value === undefined) mistakes.push(`${name} is not set; set it, or give a default: \${${name}:-value}`);
        return value ?? "";
    }
  });
  return { text: replaced, mistakes };
}

/** The text with its variables, or a UserError that lists every mistake. */
export function interpolated(text: string, values: Readonly<Record<string, string | undefined>>): string {
  const result = interpolate(text, values);
  if (result.mistakes.length > 0) throw new UserError(result.mistakes.join("\n"));
  return result.text;
}
