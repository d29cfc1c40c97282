/** What `interpolate` found besides the text. */
export interface Interpolated {
  text: string;
  /** What is wrong with the variables of the text, one sentence each; empty where all is well. */
  mistakes: string[];
}

/** What `interpolate` does with a variable that is not set and has no default. */
export interface InterpolateOptions {
  /** Told each such variable once; it is blank then, as in Compose. Where this is not given, it is a mistake. */
  readonly onBlank?: (name: string) => void;
}

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`, each nested as deep as one likes; `$$` is a dollar sign. With a colon an empty
 * value counts as unset. Unlike Compose, a variable that is not set and has no default is a mistake (a blank would hide
 * it) unless `onBlank` is given.
 */
export function interpolate(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
  options: InterpolateOptions = {},
): Interpolated {
  const mistakes: string[] = [];
  const nested = (inner: string): string => {
    const result = interpolate(inner, values, options);
    mistakes.push(...result.mistakes);
    return result.text;
  };
  const lookUp = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    if (options.onBlank) options.onBlank(name);
    else mistakes.push(`${name} is not set; set it, or give a default: \${${name}:-value}`);
    return "";
  };
  const braced = (whole: string): string => {
    const [, name, operator, operand = ""] = /^\$\{([A-Za-z_]\w*)(?:(:?[-?+])([\s\S]*))?\}$/.exec(whole) ?? [];
    if (name === undefined) {
      mistakes.push(`"${whole}" is no variable; write \${NAME}, or $$ for a dollar sign`);
      return whole;
    }
    if (operator === undefined) return lookUp(name);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const unset = value === undefined || (operator.startsWith(":") && value === "");
    switch (operator.at(-1)) {
      case "-":
        return unset ? nested(operand) : value;
      case "+":
        return unset ? "" : nested(operand);
      default:
        if (unset) mistakes.push(`${name} is not set${operand ? `: ${nested(operand)}` : ""}`);
        return value ?? "";
    }
  };
  let result = "";
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf("$", at);
    if (dollar < 0) return { text: result + text.slice(at), mistakes };
    result += text.slice(at, dollar);
    const name = /^\$([A-Za-z_]\w*)/.exec(text.slice(dollar))?.[1];
    const next = text[dollar + 1];
    if (next === "$") {
      result += "$";
      at = dollar + 2;
    } else if (name !== undefined) {
      result += lookUp(name);
      at = dollar + 1 + name.length;
    } else {
      const end = next === "{" ? endOfBraces(text, dollar + 1) : dollar + 1;
      result += braced(text.slice(dollar, end));
      at = end;
    }
  }
  return { text: result, mistakes };
}

/** Where the braces that open at `from` have closed again; the end of the text where they never do. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{" && (at === from || text[at - 1] === "$")) depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
