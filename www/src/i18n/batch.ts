import en from "./en/batch.ts";
import { withScreen } from "./index.ts";
import type { Words } from "./index.ts";
import zh from "./zh/batch.ts";

export type BatchWords = Words & typeof zh;
export default withScreen({ zh, en });
