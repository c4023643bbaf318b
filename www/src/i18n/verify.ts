import en from "./en/verify.ts";
import { withScreen } from "./index.ts";
import zh from "./zh/verify.ts";

export default withScreen({ zh, en });
