"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { applyProblem } from "@/components/form/apply-problem";
import { FormField } from "@/components/form/form-field";
import { FormAlert } from "@/components/form/form-notice";
import { useZodForm } from "@/components/form/use-zod-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { Problem } from "@/lib/client/http";
import { useUpdateWorkspace } from "@/lib/client/queries/workspaces";
import { useSession } from "@/lib/client/session";
import { UpdateWorkspace, type Workspace } from "@/lib/contracts/workspaces";

import { workspaceMessages } from "./messages";

const FIELDS = ["name", "slug", "timeZone"] as const;

export function ProfileSection({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  const router = useRouter();
  const { workspace: shown } = useSession();
  const { id, name, slug, timeZone } = workspace;
  const form = useZodForm(UpdateWorkspace, { name, slug, timeZone });
  const [refused, setRefused] = useState<string | null>(null);
  const update = useUpdateWorkspace(id);

  const submit = form.handleSubmit((values) => {
    setRefused(null);
    update.mutate(values, {
      onSuccess: ({ data }) => {
        form.reset({ name: data.name, slug: data.slug, timeZone: data.timeZone });
        toast.success(t("saved"));
        // The name stands in the shell, and the address of every page begins with the slug.
        if (data.slug === shown.slug) router.refresh();
        else router.replace(`/${data.slug}/settings/general`);
      },
      onError: (error) => {
        const problem = error instanceof Problem ? error : { message: String(error) };
        const rest = applyProblem(form.setError, problem, FIELDS);
        setRefused(rest === null ? null : t("notSaved", { reason: rest }));
      },
    });
  });

  return (
    <Panel aria-labelledby="workspace-title">
      <PanelPart>
        <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
          <div className="flex items-center justify-between gap-4">
            <h2 id="workspace-title" className="text-h2">
              {t("workspace")}
            </h2>
            <Badge tone={workspace.mode === "test" ? "test" : "neutral"}>{t("mode", { mode: workspace.mode })}</Badge>
          </div>
          <FormAlert>{refused}</FormAlert>
          <FormField control={form.control} name="name" label={t("name")}>
            {({ value, ...field }) => <TextInput {...field} value={value ?? ""} autoComplete="off" />}
          </FormField>
          <FormField control={form.control} name="slug" label={t("slug")} help={t("slugHelp")}>
            {({ value, ...field }) => <TextInput mono {...field} value={value ?? ""} autoComplete="off" />}
          </FormField>
          <FormField control={form.control} name="timeZone" label={t("timeZone")} help={t("timeZoneHelp")}>
            {({ value, ...field }) => (
              <TextInput
                {...field}
                value={value ?? ""}
                autoComplete="off"
                list="time-zones"
                placeholder="Europe/Berlin"
              />
            )}
          </FormField>
          <datalist id="time-zones">
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </datalist>
          <Button
            type="submit"
            variant="primary"
            className="self-start"
            pending={update.isPending}
            pendingLabel={t("saving")}
          >
            {t("save")}
          </Button>
        </form>
      </PanelPart>
    </Panel>
  );
}
