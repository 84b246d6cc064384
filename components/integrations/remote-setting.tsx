"use client";

import { useEffect, useEffectEvent, useId } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { SettingsField } from "@/lib/contracts/providers";

import { Boxes, ChoiceGroup, listOf, type SettingControlProps } from "./choice-group";
import { settingsMessages } from "./settings-messages";

type RemoteField = Extract<SettingsField, { control: "remote" }>;

/** A choice among what the provider has now. What was chosen and is gone there is said, and has to be replaced. */
export function RemoteSetting(props: SettingControlProps<RemoteField>) {
  const { field, value, error, disabled, installation, providerName, onChange } = props;
  const t = useMessages(settingsMessages);
  const listId = useId();
  const { workspace } = useSession();
  const {
    data,
    error: failure,
    isFetching,
    refetch,
  } = useQuery({ ...installationQueries.choices(workspace.id, installation.id, field.source), enabled: !disabled });
  const chosen = listOf(value);
  const options = data?.data ?? [];
  const gone = data && !field.freeText ? chosen.filter((each) => !options.some((option) => option.value === each)) : [];
  const isGone = gone.length > 0 ? t("gone", { what: gone.join(", "), name: providerName }) : null;
  useBlock(isGone, props.onBlock);
  const words = {
    label: field.label,
    help: field.help ?? undefined,
    error: error ?? isGone ?? undefined,
    optional: !field.required,
  };
  const failed = failure && (
    <p className="text-small text-text-2 flex flex-wrap items-center gap-2 pt-1.5">
      {t("choicesFailed", { name: providerName })}
      <Button size="small" onClick={() => void refetch()} pending={isFetching}>
        {t("tryAgain")}
      </Button>
    </p>
  );

  if (field.freeText)
    return (
      <>
        <Field
          {...words}
          help={[field.help, options.length > 0 && t("typeOther")].filter(Boolean).join(" ") || undefined}
        >
          <TextInput
            list={listId}
            value={chosen.join(", ")}
            disabled={disabled}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value === "" ? [] : [event.target.value])}
          />
        </Field>
        <datalist id={listId}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </datalist>
        {failed}
      </>
    );
  if (!data && !disabled && !failure)
    return (
      <LoadingRegion things={t("loading")}>
        <Skeleton className="h-8" />
      </LoadingRegion>
    );
  const shown = data ? options : chosen.map((each) => ({ value: each, label: each }));
  if (field.multiple)
    return (
      <ChoiceGroup {...words}>
        {shown.length === 0 && data && <p className="text-text-2">{t("noChoices", { name: providerName })}</p>}
        <Boxes
          options={[...shown, ...gone.map((each) => ({ value: each, label: each }))]}
          value={chosen}
          disabled={disabled || !data}
          onChange={onChange}
        />
        {failed}
      </ChoiceGroup>
    );
  return (
    <>
      <Field {...words}>
        <Select
          options={[...shown, ...gone.map((each) => ({ value: each, label: each }))]}
          value={chosen[0] ?? null}
          placeholder={t("choose")}
          disabled={disabled || !data}
          onChange={(one) => onChange([one])}
        />
      </Field>
      {failed}
    </>
  );
}

/** Tells the form what only this control knows, and that it is over when the control goes. */
function useBlock(message: string | null, onBlock: (message: string | null) => void): void {
  const tell = useEffectEvent(onBlock);
  useEffect(() => {
    tell(message);
    return () => tell(null);
  }, [message]);
}
