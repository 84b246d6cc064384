import "server-only";

import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

/** The title of one of many pages that are called the same: the id tells its tab and its line in the history apart. */
export const titleWithId = (title: string, id: string): string => `${title} · ${truncateMiddle(id, ...ID_CUT.pane)}`;
