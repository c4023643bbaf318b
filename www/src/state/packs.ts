import type { SourceFile } from "fadu";

/** The rule files that stand beside the page, and the packs among them. */
export interface RuleFiles {
  files: SourceFile[];
  packs: string[];
}

/** Fetches the rule files from the page's own origin. */
export async function fetchRules(): Promise<RuleFiles> {
  const response = await fetch(new URL("rules.json", document.baseURI));
  if (!response.ok) throw new Error(`rules.json: ${response.status}`);
  return (await response.json()) as RuleFiles;
}
