import en from "./en/compare.ts";
import { withScreen } from "./index.ts";
import zh from "./zh/compare.ts";

export default withScreen({ zh, en });
