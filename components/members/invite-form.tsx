"use client";

import { useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useInvite } from "@/lib/client/queries/members";
import { useSession } from "@/lib/client/session";
import type { SentInvitation } from "@/lib/contracts/invitations";
import { EmailAddress } from "@/lib/contracts/people";
import { type Role, ROLES } from "@/lib/contracts/permissions";
import { can } from "@/lib/contracts/session";

import { memberMessages } from "./messages";

/** One field for many addresses. What was refused stays in it, with the reason above the button. */
export function InviteForm({ onSent }: { onSent: (sent: SentInvitation) => void }) {
  const t = useMessages(memberMessages);
  const session = useSession();
  const invite = useInvite(session.workspace.id);
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const addresses = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const roles = ROLES.filter((one) => one !== "owner" || can(session, "workspace:delete"));

  async function send(): Promise<void> {
    setBusy(true);
    const kept: string[] = [];
    const reasons: string[] = [];
    for (const address of addresses) {
      const reason = await inviteOne(address);
      if (reason === null) continue;
      kept.push(address);
      reasons.push(t("refused", { email: address, reason }));
    }
    if (kept.length < addresses.length) toast.success(t("sent", { n: addresses.length - kept.length }));
    setText(kept.join(" "));
    setRefusals(reasons);
    setBusy(false);
  }

  /** Null when it was sent, else why not. */
  async function inviteOne(address: string): Promise<string | null> {
    const email = EmailAddress.safeParse(address);
    if (!email.success) return email.error.issues[0]?.message ?? address;
    try {
      onSent((await invite.mutateAsync({ email: email.data, role })).data);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  return (
    <PanelPart>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (addresses.length > 0 && !busy) void send();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <Field label={t("addresses")} help={t("addressesHelp")}>
            <TextInput
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <Field label={t("role")}>
            <Select value={role} options={roles.map((value) => ({ value, label: t(value) }))} onChange={setRole} />
          </Field>
        </div>
        <FormAlert>{refusals.length > 0 ? refusals.join(" ") : null}</FormAlert>
        <div>
          <Button type="submit" variant="primary" pending={busy} pendingLabel={t("sending")}>
            {t("send", { n: addresses.length })}
          </Button>
        </div>
      </form>
    </PanelPart>
  );
}
