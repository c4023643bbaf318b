// Registers the elements on import, for pages that only want the tags.
import { defineElements } from "./index.js";

defineElements();
