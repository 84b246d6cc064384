"use client";

import { type SyntheticEvent, useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { useConnect } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Provider } from "@/lib/contracts/providers";
import { can } from "@/lib/contracts/session";

import { goOn, inputProblem } from "./go-on";
import { installationMessages } from "./installation-messages";

/** Begins to connect: asks first for what the provider has to be told, where there is such a thing. */
export function ConnectForm({ provider }: { provider: Provider }) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const connect = useConnect(session.workspace.id, provider.provider);
  const [input, setInput] = useState("");
  const asked = provider.auth.input;
  const wrong = inputProblem(connect.error);
  const forbidden = can(session, "integrations:manage") ? undefined : t("connectForbidden");

  function handleSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    connect.mutate(asked ? input.trim() : undefined, {
      onSuccess: ({ data }) => goOn(data, session.workspace.slug),
    });
  }

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-3">
      {asked && forbidden === undefined && (
        <Field label={asked.label} help={asked.help} error={wrong}>
          <TextInput
            name="input"
            value={input}
            onChange={(event) => setInput(event.target.value)}
            placeholder={asked.placeholder}
            type={asked.secret ? "password" : "text"}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      <FormAlert>{wrong === undefined ? connect.error?.message : undefined}</FormAlert>
      <Button
        type="submit"
        variant="primary"
        pending={connect.isPending || connect.isSuccess}
        pendingLabel={t("connecting")}
        disabledReason={forbidden}
      >
        {t("connect", { name: provider.name })}
      </Button>
    </form>
  );
}
