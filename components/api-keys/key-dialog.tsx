"use client";

import { useId, useState } from "react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useCreateApiKey, useUpdateApiKey } from "@/lib/client/queries/api-keys";
import { useSession } from "@/lib/client/session";
import type { ApiKey, NewApiKey } from "@/lib/contracts/api-keys";
import { type Permission, PERMISSIONS } from "@/lib/contracts/permissions";
import { DAY, iso } from "@/lib/shared/time";

import { type AccessPreset, permissionsOf } from "./access";
import { apiKeyMessages } from "./messages";

const EXPIRIES = ["kept", "30", "90", "365", "never"] as const;
type Expiry = (typeof EXPIRIES)[number];
const EXPIRY_WORDS = { kept: "expiryKept", "30": "in30", "90": "in90", "365": "inYear", never: "never" } as const;

export interface KeyDialogProps {
  /** The key to change; without, a new one is made. */
  stored?: ApiKey;
  onClose: () => void;
  onCreated: (key: NewApiKey) => void;
}

/** What a key is called, what it may do and how long it works. */
export function KeyDialog({ stored, onClose, onCreated }: KeyDialogProps) {
  const t = useMessages(apiKeyMessages);
  const session = useSession();
  const formId = useId();
  const [name, setName] = useState(stored?.name ?? "");
  const [preset, setPreset] = useState<AccessPreset>(stored ? "custom" : "readOnly");
  const [custom, setCustom] = useState<readonly Permission[]>(
    stored
      ? PERMISSIONS.filter((each) => stored.scopes.includes(each))
      : permissionsOf("readOnly", session.permissions),
  );
  const [expiry, setExpiry] = useState<Expiry>(stored ? "kept" : "90");
  const [wrong, setWrong] = useState<"name" | "permissions" | null>(null);
  const create = useCreateApiKey(session.workspace.id);
  const update = useUpdateApiKey(session.workspace.id);
  const error = create.error ?? update.error;
  const scopes = preset === "custom" ? [...custom] : permissionsOf(preset, session.permissions);

  function submit(): void {
    const problem = name.trim() === "" ? "name" : scopes.length === 0 ? "permissions" : null;
    setWrong(problem);
    if (problem !== null) return;
    const expiresAt = expiry === "never" ? null : iso(new Date(Date.now() + Number(expiry) * DAY));
    if (!stored) {
      create.mutate({ name, scopes, expiresAt }, { onSuccess: ({ data }) => onCreated(data) });
      return;
    }
    update.mutate(
      { keyId: stored.id, name, scopes, ...(expiry !== "kept" && { expiresAt }) },
      {
        onSuccess: ({ data }) => {
          toast.success(t("savedToast", { name: data.name }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      open
      keepOpen
      size="medium"
      onOpenChange={(open) => !open && onClose()}
      title={stored ? t("editTitle", { name: stored.name }) : t("createTitle")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={create.isPending || update.isPending}
            pendingLabel={t(stored ? "saving" : "creating")}
          >
            {t(stored ? "save" : "create")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FormAlert>{error && t("failed", { reason: error.message })}</FormAlert>
        <Field label={t("name")} help={t("nameHelp")} error={wrong === "name" && t("nameMissing")}>
          <TextInput
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            maxLength={100}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("access")}>
            <Select
              value={preset}
              onChange={setPreset}
              options={[
                { value: "readOnly", label: t("readOnly"), help: t("readOnlyHelp") },
                { value: "operator", label: t("operator"), help: t("operatorHelp") },
                { value: "full", label: t("full"), help: t("fullHelp") },
                { value: "custom", label: t("custom"), help: t("customHelp") },
              ]}
            />
          </Field>
          <Field label={t("expires")}>
            <Select
              value={expiry}
              onChange={setExpiry}
              options={EXPIRIES.filter((value) => stored !== undefined || value !== "kept").map((value) => ({
                value,
                label: t(EXPIRY_WORDS[value]),
              }))}
            />
          </Field>
        </div>
        {preset === "custom" && (
          <Permissions
            value={custom}
            own={session.permissions}
            onChange={setCustom}
            missing={wrong === "permissions"}
          />
        )}
      </form>
    </Dialog>
  );
}

interface PermissionsProps {
  value: readonly Permission[];
  /** A key can do no more than its maker. */
  own: readonly Permission[];
  onChange: (value: readonly Permission[]) => void;
  missing: boolean;
}

function Permissions({ value, own, onChange, missing }: PermissionsProps) {
  const t = useMessages(apiKeyMessages);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="pb-1 font-medium">
        {t("permissions")}{" "}
        <span className="num text-small text-text-3 font-normal">{t("chosen", { n: value.length })}</span>
      </legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {PERMISSIONS.filter((permission) => own.includes(permission)).map((permission) => (
          <Checkbox
            key={permission}
            className="py-1"
            checked={value.includes(permission)}
            onCheckedChange={(on) =>
              onChange(on ? [...value, permission] : value.filter((chosen) => chosen !== permission))
            }
          >
            <span className="text-mono-sm font-mono" translate="no">
              {permission}
            </span>
          </Checkbox>
        ))}
      </div>
      {missing && <p className="text-small text-danger">{t("permissionsMissing")}</p>}
    </fieldset>
  );
}
