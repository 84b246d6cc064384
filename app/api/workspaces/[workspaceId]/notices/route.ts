import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listNotices } from "@/lib/services/notices/list";

export const GET = implement(contracts.notices.list, ({ ctx, query }) => listNotices(ctx, query));
