import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { readNotices } from "@/lib/services/notices/list";

export const POST = implement(contracts.notices.read, ({ ctx, body }) => readNotices(ctx, body.upTo));
