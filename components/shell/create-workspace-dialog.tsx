"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useWatch } from "react-hook-form";

import { applyProblem } from "@/components/form/apply-problem";
import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { Problem } from "@/lib/client/http";
import { useCreateWorkspace, workspaceQueries } from "@/lib/client/queries/workspaces";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { CreateWorkspace, type WorkspaceSummary } from "@/lib/contracts/workspaces";
import { slugOf } from "@/lib/shared/slugs";

import { createWorkspaceMessages } from "./create-workspace-messages";
import { homeOf } from "./navigation";

type Mode = WorkspaceSummary["mode"];

/** A new workspace, live or beside a live one for trying things, and then its first page. */
export function CreateWorkspaceDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useMessages(createWorkspaceMessages);
  const formId = useId();
  const router = useRouter();
  const { workspace: present } = useSession();
  const own = useQuery({ ...workspaceQueries.own(), enabled: open });
  const live = (own.data?.data ?? []).filter(
    ({ mode, role, deletedAt }) => mode === "live" && role === "owner" && deletedAt === null,
  );
  const [mode, setMode] = useState<Mode>("live");
  const [chosen, setChosen] = useState<string | null>(null);
  const partner = live.find(({ id }) => id === (chosen ?? present.id)) ?? live[0];
  const form = useZodForm(CreateWorkspace, { name: "", timeZone: present.timeZone });
  const [refused, setRefused] = useState<string | null>(null);
  const create = useCreateWorkspace();
  const name = useWatch({ control: form.control, name: "name" });

  const submit = form.handleSubmit((values) => {
    setRefused(null);
    create.mutate(
      { ...values, ...(mode === "test" && partner && { liveWorkspaceId: partner.id }) },
      {
        onSuccess: ({ data }) => {
          onClose();
          router.push(homeOf(data.slug));
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return setRefused(String(error));
          // The slug is all that another workspace can stand in the way of.
          if (error.error === "CONFLICT")
            return form.setError("slug", { message: error.message }, { shouldFocus: true });
          setRefused(applyProblem(form.setError, error, ["name", "slug", "timeZone"]));
        },
      },
    );
  });

  return (
    <Dialog
      open={open}
      keepOpen
      size="medium"
      onOpenChange={(next) => !next && onClose()}
      title={t("title")}
      footer={
        <>
          <DialogClose render={<Button>{t("cancel")}</Button>} />
          <Button type="submit" form={formId} variant="primary" pending={create.isPending} pendingLabel={t("creating")}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <FormAlert>{refused}</FormAlert>
        <FormField control={form.control} name="name" label={t("name")}>
          {(field) => (
            <TextInput {...field} onBlur={() => field.value !== "" && field.onBlur()} autoComplete="organization" />
          )}
        </FormField>
        <FormField control={form.control} name="slug" label={t("slug")} help={t("slugHelp")}>
          {({ value, onChange, ...field }) => (
            <TextInput
              mono
              {...field}
              value={value ?? ""}
              // Emptied, it is the suggestion again.
              onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
              placeholder={name.trim() === "" ? "acme" : slugOf(name)}
              autoComplete="off"
              autoCapitalize="none"
            />
          )}
        </FormField>
        <FormField control={form.control} name="timeZone" label={t("timeZone")} help={t("timeZoneHelp")}>
          {({ value, ...field }) => (
            <TextInput {...field} value={value ?? ""} autoComplete="off" list={`${formId}-zones`} />
          )}
        </FormField>
        <datalist id={`${formId}-zones`}>
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </datalist>
        <RadioGroup<Mode>
          label={t("mode")}
          value={mode}
          onChange={setMode}
          options={[
            { value: "live", label: t("live"), help: t("liveHelp") },
            {
              value: "test",
              label: t("test"),
              help: t(own.isPending || live.length > 0 ? "testHelp" : "testNeedsOwner"),
              disabled: live.length === 0,
            },
          ]}
        />
        {mode === "test" && partner && (
          <Field label={t("partner")} help={t("partnerHelp")}>
            <Select
              value={partner.id}
              onChange={setChosen}
              options={live.map(({ id, name: label }) => ({ value: id, label }))}
            />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
