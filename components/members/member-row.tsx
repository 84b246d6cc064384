"use client";

import { useState } from "react";

import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useChangeRole } from "@/lib/client/queries/members";
import { useSession } from "@/lib/client/session";
import type { Member } from "@/lib/contracts/members";
import { type Role, ROLES } from "@/lib/contracts/permissions";
import { can } from "@/lib/contracts/session";

import { memberMessages } from "./messages";
import { RemoveMemberDialog } from "./remove-member-dialog";

export function MemberRow({ member }: { member: Member }) {
  const t = useMessages(memberMessages);
  const rich = useRichMessages(memberMessages);
  const session = useSession();
  const change = useChangeRole(session.workspace.id);
  const [lowering, setLowering] = useState<Role | null>(null);
  const [removing, setRemoving] = useState(false);
  const { name, role } = member;
  const own = member.userId === session.user.id;
  // What only owners may do tells them from admins, who leave owners alone.
  const touchesOwners = can(session, "workspace:delete");
  const mayTouch = role !== "owner" || touchesOwners;

  function setRole(next: Role): void {
    change.mutate(
      { memberId: member.id, role: next },
      {
        onSuccess: () => toast.success(t("roleChanged", { name, role: t(next) })),
        onError: (error) => toast.error(error.message),
        onSettled: () => setLowering(null),
      },
    );
  }

  function choose(next: Role): void {
    if (own && ROLES.indexOf(next) > ROLES.indexOf(role)) setLowering(next);
    else setRole(next);
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="flex min-w-0 items-center gap-3">
        <Avatar name={name} id={member.userId} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium wrap-anywhere">
            {name}
            {own && <Badge>{t("you")}</Badge>}
            {member.twoStep && <Badge tone="success">{t("twoStep")}</Badge>}
          </p>
          <p className="text-small text-text-2 wrap-anywhere">
            {member.email}
            {" · "}
            {member.lastActiveAt !== null && (
              <>
                {rich("active", { time: <Time value={member.lastActiveAt} /> })}
                {" · "}
              </>
            )}
            {rich("joined", { time: <Time value={member.joinedAt} /> })}
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2">
        {can(session, "members:update_roles") && mayTouch ? (
          <Select
            look="button"
            aria-label={t("roleOf", { name })}
            value={role}
            disabled={change.isPending}
            options={ROLES.filter((one) => one !== "owner" || touchesOwners).map((value) => ({
              value,
              label: t(value),
            }))}
            onChange={choose}
          />
        ) : (
          <span>{t(role)}</span>
        )}
        {can(session, "members:remove") && mayTouch && !own && (
          <Button size="small" aria-label={t("removeName", { name })} onClick={() => setRemoving(true)}>
            {t("remove")}
          </Button>
        )}
      </div>
      <RemoveMemberDialog member={member} open={removing} onOpenChange={setRemoving} />
      <ConfirmDialog
        open={lowering !== null}
        onOpenChange={(open) => !open && setLowering(null)}
        title={t("lowerTitle", { role: t(lowering ?? role) })}
        action={t("lower")}
        pendingAction={t("changing")}
        pending={change.isPending}
        onConfirm={() => lowering && setRole(lowering)}
      >
        {t("lowerBody")}
      </ConfirmDialog>
    </li>
  );
}
