import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { disconnectInstallation } from "@/lib/services/installations/disconnect";
import { getInstallation } from "@/lib/services/installations/list";
import { updateInstallation } from "@/lib/services/installations/update";

const { installations } = contracts;

export const GET = implement(installations.get, ({ ctx, params }) => getInstallation(ctx, params.id));

export const PATCH = implement(
  installations.update,
  ({ ctx, params, body }) => updateInstallation(ctx, params.id, body),
  (ctx, params) => getInstallation(ctx, params.id),
);

export const DELETE = implement(installations.disconnect, ({ ctx, params }) => disconnectInstallation(ctx, params.id));
