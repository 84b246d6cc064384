"use client";

import { FormAlert, FormNotice } from "@/components/form/form-notice";
import { StickyBar } from "@/components/form/sticky-bar";
import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import { Verdict } from "@/components/ui/verdict";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { type EventTypeName, isEventType } from "@/lib/contracts/event-types";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import { can } from "@/lib/contracts/session";
import { formatList } from "@/lib/shared/presentation/numbers";

import { listOf } from "./choice-group";
import { MappingTable } from "./mapping-table";
import { PostSample } from "./post-sample";
import { SettingControl } from "./setting-control";
import { settingsMessages } from "./settings-messages";
import { TryIt } from "./try-it";
import { receives, sendsOn, useProvider } from "./use-provider";
import { type SettingsForm, useSettingsForm } from "./use-settings-form";

/** What a person decides about one integration, as a form drawn from what the provider's manifest says. */
export function SettingsView({ id, provider: name }: { id: string; provider: string }) {
  const { workspace } = useSession();
  const provider = useProvider(name);
  const installation = useQuery(installationQueries.detail(workspace.id, id)).data?.data;
  if (!provider || !installation) return null;
  return <Form installation={installation} provider={provider} />;
}

function Form({ installation, provider }: { installation: Installation; provider: Provider }) {
  const t = useMessages(settingsMessages);
  const session = useSession();
  const form = useSettingsForm(installation, provider.settings);
  const forbidden = can(session, "integrations:manage") ? undefined : t("forbidden");
  const connected = installation.status !== "disconnected";
  const save = (overTheirs?: boolean): void => form.save(() => void toast.success(t("saved")), overTheirs);
  return (
    <form
      noValidate
      aria-label={t("title")}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.changed.length > 0 && forbidden === undefined) save();
      }}
    >
      {!connected && <FormNotice tone="info">{t("notConnected")}</FormNotice>}
      <FormAlert>{form.refused}</FormAlert>
      <Conflict form={form} onSave={() => save(true)} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Panel>
          {provider.settings.filter(form.isShown).map((field) => (
            <PanelPart key={field.key} data-setting={field.key}>
              <SettingControl
                field={field}
                value={form.values[field.key]}
                error={form.errors[field.key]}
                disabled={forbidden !== undefined || !connected}
                installation={installation}
                providerName={provider.name}
                eventTypes={eventTypesIn(provider.settings, form.values)}
                onChange={(value) => form.set(field.key, value)}
                onBlock={(message) => form.block(field.key, message)}
              />
            </PanelPart>
          ))}
        </Panel>
        {forbidden === undefined &&
          connected &&
          (sendsOn(provider) ? (
            <PostSample
              installationId={installation.id}
              providerName={provider.name}
              unsaved={form.changed.length > 0}
            />
          ) : (
            installation.receiverUrl !== null && (
              <TryIt installationId={installation.id} providerName={provider.name} settings={form.entered} />
            )
          ))}
      </div>
      {receives(installation, provider) && <MappingTable provider={provider} settings={form.values} />}
      <StickyBar>
        <span className="text-small text-text-2">
          {form.changed.length > 0 ? t("changes", { n: form.changed.length }) : t("noChanges")}
        </span>
        <span className="flex gap-2">
          {form.changed.length > 0 && <Button onClick={form.discard}>{t("discard")}</Button>}
          <Button
            type="submit"
            variant="primary"
            disabled={form.changed.length === 0}
            pending={form.saving}
            pendingLabel={t("saving")}
            disabledReason={forbidden}
          >
            {t("save")}
          </Button>
        </span>
      </StickyBar>
    </form>
  );
}

/** The event types that the settings choose, whatever the setting is called. */
function eventTypesIn(fields: Provider["settings"], values: SettingsForm["values"]): EventTypeName[] {
  return fields
    .filter(({ control }) => control === "event_types")
    .flatMap(({ key }) => listOf(values[key]))
    .filter(isEventType);
}

function Conflict({ form, onSave }: { form: SettingsForm; onSave: () => void }) {
  const t = useMessages(settingsMessages);
  const locale = useLocale();
  return (
    <div role="alert" className="empty:hidden">
      {form.conflict && (
        <Verdict
          tone="warning"
          title={t("conflictTitle")}
          actions={
            <>
              <Button variant="plain" onClick={onSave}>
                {t("keepMine")}
              </Button>
              <Button variant="plain" onClick={form.discard}>
                {t("takeTheirs")}
              </Button>
            </>
          }
        >
          <p>{t("conflictBody", { fields: formatList([...form.conflict], locale, "and") })}</p>
        </Verdict>
      )}
    </div>
  );
}
