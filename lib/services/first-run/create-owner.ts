import { isFirstRunCode } from "@/lib/auth/first-run-code";
import { hashPassword } from "@/lib/auth/passwords";
import { orRefuse, takeFirstRunTry } from "@/lib/auth/throttle";
import type { CreateOwner } from "@/lib/contracts/sign-in";
import { hasAnybody, insertFirstPerson, insertOwnedWorkspace } from "@/lib/db/accounts/first-run";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { slugOf } from "@/lib/shared/slugs";

import { contextOf, type ContextWorkspace } from "../context";
import { type Transaction, withTransaction } from "../transaction";

export interface Asking {
  requestId: string;
  address: string | null;
}

interface FirstWorkspace extends ContextWorkspace {
  liveWorkspaceId: string | null;
}

/** Nobody pays this server: its first workspace has everything. The owner can choose less. */
const PLAN = "enterprise";

/**
 * Makes the first owner with a workspace and, if wanted, a test workspace beside it; all of it or nothing.
 * @throws AppError NOT_FOUND once somebody has an account, VALIDATION_ERROR for a wrong code, RATE_LIMITED
 */
export async function createOwner(
  input: CreateOwner,
  asking: Asking,
): Promise<{ userId: string; workspaceSlug: string }> {
  if (await hasAnybody()) throw isGone();
  const attempt = await orRefuse(takeFirstRunTry(asking.address));
  if (!isFirstRunCode(input.code))
    throw invalid("code", "This code is wrong. Use the one printed at the latest start.");
  const person = {
    id: newId("user"),
    name: input.name,
    email: input.email,
    passwordHash: await hashPassword(input.password),
  };
  const live = workspaceOf(input.workspaceName, slugOf(input.workspaceName), null);
  const test = input.testWorkspace ? workspaceOf(`${input.workspaceName} Test`, `${live.slug}-test`, live.id) : null;
  const ctx = contextOf({
    workspace: live,
    actor: { type: "user", id: person.id, name: person.name },
    permissions: new Set(),
    ...asking,
  });
  await withTransaction(ctx, async (tx) => {
    if (!(await insertFirstPerson(tx.sql, person))) throw isGone();
    for (const workspace of test ? [live, test] : [live]) {
      await insertWorkspace(tx, workspace, person.id);
      await tx.audit({
        action: "workspace.create",
        objectType: "workspace",
        objectId: workspace.id,
        objectName: workspace.name,
        after: workspace,
      });
    }
  });
  await attempt.succeeded();
  return { userId: person.id, workspaceSlug: (test ?? live).slug };
}

const workspaceOf = (name: string, slug: string, liveWorkspaceId: string | null): FirstWorkspace => ({
  id: newId("workspace"),
  slug,
  name,
  plan: PLAN,
  mode: liveWorkspaceId === null ? "live" : "test",
  timeZone: "UTC",
  liveWorkspaceId,
});

async function insertWorkspace(tx: Transaction, workspace: FirstWorkspace, userId: string): Promise<void> {
  // Without an account there is no workspace either, unless somebody wrote rows by hand.
  if (!(await insertOwnedWorkspace(tx.sql, workspace, { memberId: newId("member"), userId })))
    throw invalid("workspaceName", "A workspace has this name already.");
}

const isGone = (): AppError =>
  new AppError("NOT_FOUND", "This server already has an owner. Sign in, or ask them for an invitation.");
