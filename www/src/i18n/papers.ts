import en from "./en/papers.ts";
import { withScreen } from "./index.ts";
import type { Words } from "./index.ts";
import zh from "./zh/papers.ts";

export type PapersWords = Words & typeof zh;
export default withScreen({ zh, en });
