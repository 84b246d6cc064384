import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { previewReplay } from "@/lib/services/replays/preview";

export const POST = implement(contracts.replays.preview, ({ ctx, body }) => previewReplay(ctx, body));
