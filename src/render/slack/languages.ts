/**
 * The languages we name to Slack: those that an author is likely to write after a fence, by the names of Slack's own
 * snippets. Slack does not say what it does with others, so they go out as code without colours.
 */
const languages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    c: ["c", "h"],
    cpp: ["cpp", "c++", "cc", "hpp"],
    csharp: ["csharp", "c#", "cs"],
    css: ["css"],
    diff: ["diff", "patch"],
    dockerfile: ["dockerfile", "docker"],
    go: ["go", "golang"],
    groovy: ["groovy"],
    haskell: ["haskell", "hs"],
    html: ["html"],
    java: ["java"],
    javascript: ["javascript", "js", "jsx", "mjs"],
    json: ["json"],
    kotlin: ["kotlin", "kt"],
    perl: ["perl", "pl"],
    php: ["php"],
    powershell: ["powershell", "ps1"],
    python: ["python", "py"],
    ruby: ["ruby", "rb"],
    rust: ["rust", "rs"],
    scala: ["scala"],
    shell: ["shell", "sh", "bash", "zsh"],
    sql: ["sql", "postgresql", "mysql"],
    swift: ["swift"],
    typescript: ["typescript", "ts", "tsx"],
    xml: ["xml"],
    yaml: ["yaml", "yml"],
  }).flatMap(([name, written]) => written.map((each) => [each, name] as const)),
);

/** Slack's name of a language, or null. */
export function codeLanguage(written: string | null): string | null {
  return written === null ? null : (languages.get(written.toLowerCase()) ?? null);
}
