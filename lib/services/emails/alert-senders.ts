import { hasFeature } from "@/lib/auth/plans";
import { NOTICE_CATEGORIES } from "@/lib/contracts/notices";
import type { DueEmail } from "@/lib/db/emails/queue";
import { findAlertSenders } from "@/lib/db/installations/find";
import { readWorkspace } from "@/lib/db/workspaces";
import { logger } from "@/lib/observability/logger";

import { type Context, systemContext } from "../context";
import { connectedOf } from "../installations/credential";
import { adapterOf, type FullRow, getInstallationRow } from "../installations/find";
import { settingsOf } from "../installations/settings";
import { markError } from "../installations/status";
import type { MailResult, MailWay } from "./mailer";
import { resendMailer } from "./resend";

/** The way out of one workspace's alerts. */
export interface AlertSender extends MailWay {
  /** What a refusal of the sender means for the installation. */
  refused(result: Extract<MailResult, { ok: false }>): Promise<void>;
}

/** What goes out through a workspace's own sender: news, and nothing that lets somebody in. */
export const ALERT_CATEGORIES: readonly string[] = NOTICE_CATEGORIES;

export const isAlert = ({ category }: Pick<DueEmail, "category">): boolean => ALERT_CATEGORIES.includes(category);

/** By workspace, those that mail their alerts through an installation of theirs. */
export async function openAlertSenders(): Promise<Map<string, AlertSender>> {
  const senders = new Map<string, AlertSender>();
  for (const { id, workspaceId } of await findAlertSenders()) {
    try {
      const sender = await openSender(id, workspaceId);
      if (sender) senders.set(workspaceId, sender);
    } catch (error) {
      logger.error({ installationId: id, error }, "The sender of a workspace's alerts could not be opened");
    }
  }
  return senders;
}

async function openSender(id: string, workspaceId: string): Promise<AlertSender | null> {
  const workspace = await readWorkspace(workspaceId);
  if (!workspace || !hasFeature(workspace.plan, "integrations")) return null;
  const ctx = systemContext("send-emails", workspace);
  const row = await getInstallationRow(ctx.db, id);
  const adapter = adapterOf(row.provider);
  if (!row.credential || !adapter.alerts) return null;
  const way = adapter.alerts(connectedOf(ctx, row), settingsOf(adapter.manifest, row.settings));
  if (!way) return null;
  return {
    from: way.from,
    mailer: resendMailer(way.apiKey, way.baseUrl),
    refused: (result) => noteRefusal(ctx, row, result),
  };
}

async function noteRefusal(ctx: Context, row: FullRow, { refused }: Extract<MailResult, { ok: false }>): Promise<void> {
  if (refused) await markError(ctx, row, refused === "key" ? "access_revoked" : "destination");
}
