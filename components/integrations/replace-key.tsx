"use client";

import { type SyntheticEvent, useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useReconnect } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import { can, has } from "@/lib/contracts/session";

import { inputProblem } from "./go-on";
import { installationMessages } from "./installation-messages";

/** A key of the provider's is written and never read again: a new one takes its place once it has proved to work. */
export function ReplaceKey({ installation, provider }: { installation: Installation; provider: Provider }) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const replace = useReconnect(session.workspace.id, installation.id);
  const [key, setKey] = useState("");
  const { input } = provider.auth;
  const wrong = inputProblem(replace.error);
  const forbidden = !can(session, "integrations:manage")
    ? t("manageForbidden")
    : has(session, "integrations")
      ? undefined
      : t("manageNotInPlan");
  if (!input) return null;

  function handleSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    replace.mutate(key.trim(), {
      onSuccess: () => {
        setKey("");
        toast.success(t("replaced"));
      },
    });
  }

  return (
    <Panel aria-labelledby="key-title">
      <PanelPart>
        <form onSubmit={handleSubmit} className="flex flex-col gap-3">
          <h2 id="key-title" className="text-h2">
            {t("replaceKey")}
          </h2>
          <Field label={input.label} help={input.help} error={wrong}>
            <TextInput
              name="key"
              type="password"
              value={key}
              onChange={(event) => setKey(event.target.value)}
              placeholder={input.placeholder}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <FormAlert>{wrong === undefined ? replace.error?.message : undefined}</FormAlert>
          <div>
            <Button
              type="submit"
              disabled={key.trim() === ""}
              pending={replace.isPending}
              pendingLabel={t("replacing")}
              disabledReason={forbidden}
            >
              {t("replaceKey")}
            </Button>
          </div>
        </form>
      </PanelPart>
    </Panel>
  );
}
