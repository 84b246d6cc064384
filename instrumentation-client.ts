// Runs before anything else of a page. The validator would try whether it may compile code, which the page's content
// security policy forbids and every browser reports.
import { config } from "zod/v4/core";

config({ jitless: true });
