import { z } from "zod";

import { idPattern, type IdKind } from "@/lib/shared/ids";

/** An id of this kind in a path. Whatever looks otherwise names nothing of ours, and never reaches a query. */
export const pathId = (kind: IdKind) => z.string().regex(idPattern(kind));
