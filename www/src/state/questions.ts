import measured from "./questions.json";

/**
 * How many questions a pack takes on average, asked one by one, until its verdicts are settled;
 * null for rules that were never measured. `npm run questions` measures.
 */
export function meanQuestions(id: string, digest: string): number | null {
  const found = (measured as Record<string, { digest: string; mean: number }>)[id];
  return found?.digest === digest ? found.mean : null;
}
