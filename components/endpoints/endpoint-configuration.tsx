"use client";

import { useRef, useState } from "react";
import { useWatch } from "react-hook-form";

import { applyProblem } from "@/components/form/apply-problem";
import { FormAlert } from "@/components/form/form-notice";
import { StickyBar } from "@/components/form/sticky-bar";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useUpdateEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { SubscriptionName } from "@/lib/contracts/event-types";

import { ConfigurationChanges } from "./configuration-changes";
import { ConflictPanel, differing } from "./conflict-panel";
import { DeliveryFields } from "./delivery-fields";
import { EndpointErrors } from "./endpoint-errors";
import {
  changedSettings,
  ENDPOINT_FIELDS,
  endpointFormSchema,
  type EndpointFormValues,
  toFormValues,
} from "./endpoint-form";
import { useEndpointPage } from "./endpoint-page";
import { sampleTypeOf } from "./event-groups";
import { EventsField } from "./events-field";
import { FilterSection } from "./filter-section";
import { FormSection } from "./form-section";
import { LinksField } from "./links-field";
import { endpointMessages } from "./messages";
import { ReachabilityPanel } from "./reachability-panel";
import { SamplePanel } from "./sample-panel";
import { WhereSection } from "./where-section";

/** What an endpoint is set to, as the form that made it, to be changed. */
export function EndpointConfiguration() {
  const t = useMessages(endpointMessages);
  const { endpoint, scope, actions } = useEndpointPage();
  const { workspace } = useSession();
  const [schema] = useState(() => endpointFormSchema(t));
  // What the form began with: another person's change in the meantime must not be taken back by saving this one.
  const [base, setBase] = useState(endpoint);
  const form = useZodForm(schema, toFormValues(base));
  const [sampled, setSampled] = useState<SubscriptionName>();
  const [refused, setRefused] = useState<string | null>(null);
  const [asking, setAsking] = useState<EndpointFormValues | null>(null);
  const [reviewing, setReviewing] = useState(false);
  const review = useRef<HTMLDivElement>(null);
  const update = useUpdateEndpoint(workspace.id, scope);
  const { data: health } = useQuery(endpointInsightQueries.health(workspace.id, endpoint.id));
  const waiting = health?.data.retrying ?? 0;
  const { isDirty } = form.formState;
  const events = useWatch({ control: form.control, name: "events" });
  const { managedBy } = endpoint;
  const stale = endpoint.version !== base.version;
  // Its state may have changed and nothing that this form holds: then there is nothing to choose between.
  const version = stale && differing(base, endpoint).length === 0 ? endpoint.version : base.version;

  function startOver(): void {
    setBase(endpoint);
    form.reset(toFormValues(endpoint));
    setRefused(null);
    setReviewing(false);
  }

  /** Goes on from what is stored, with the values that were chosen. */
  function merge(values: EndpointFormValues): void {
    setBase(endpoint);
    form.reset(toFormValues(endpoint));
    form.reset(values, { keepDefaultValues: true });
    setRefused(null);
  }

  function save(values: EndpointFormValues, cancelRetries = false): void {
    setRefused(null);
    update.mutate(
      { id: base.id, version, ...changedSettings(base, values), ...(cancelRetries && { cancelRetries }) },
      {
        onSuccess: ({ data }) => {
          setBase(data);
          form.reset(toFormValues(data));
          setReviewing(false);
          toast.success(t("savedToast", { name: data.name }));
        },
        onError: (error) => {
          const problem = error instanceof Problem ? error : { message: String(error) };
          const rest = applyProblem(form.setError, problem, ENDPOINT_FIELDS);
          setRefused(rest === null ? null : t("saveFailed", { reason: rest }));
        },
        onSettled: () => setAsking(null),
      },
    );
  }

  const submit = form.handleSubmit((values) => {
    if (values.url !== base.url && waiting > 0) setAsking(values);
    else save(values);
  });

  return (
    <form
      noValidate
      aria-label={t("tabConfiguration")}
      className="flex flex-col gap-5"
      onSubmit={(event) => void submit(event)}
    >
      {managedBy && <Verdict tone="info" title={t("managedVerdict", { provider: managedBy.provider })} />}
      {version !== endpoint.version && isDirty && (
        <ConflictPanel base={base} stored={endpoint} form={form} onChoose={merge} />
      )}
      {version !== endpoint.version && !isDirty && (
        <Verdict
          tone="warning"
          title={t("changedMeanwhile")}
          actions={<Button onClick={startOver}>{t("loadAgain")}</Button>}
        />
      )}
      <EndpointErrors form={form} />
      <FormAlert>{refused}</FormAlert>
      <fieldset
        disabled={managedBy !== null || actions.forbidden !== undefined}
        className="grid min-w-0 items-start gap-10 lg:grid-cols-[minmax(0,560fr)_minmax(0,536fr)]"
      >
        <legend className="sr-only">{t("tabConfiguration")}</legend>
        <div className="flex min-w-0 flex-col gap-6">
          <WhereSection form={form} />
          <FormSection
            number={2}
            title={t("whichEvents")}
            done={events.length > 0}
            aside={<span className="num text-small text-text-3">{t("chosen", { n: events.length })}</span>}
          >
            <EventsField form={form} surface={scope.surface} onSample={setSampled} sampled={sampled ?? events[0]} />
            {scope.surface === "workspace" && <LinksField form={form} />}
          </FormSection>
          <FilterSection form={form} number={3} endpointId={endpoint.id} />
          <FormSection number={4} title={t("deliveryOptions")}>
            <DeliveryFields form={form} />
          </FormSection>
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-17">
          <ReachabilityPanel form={form} scope={scope} endpoint={base} />
          <SamplePanel type={sampleTypeOf(sampled ?? events[0]) ?? "link.clicked"} />
        </div>
      </fieldset>
      {isDirty && (
        <StickyBar>
          <p className="text-text-2">{t("unsaved")}</p>
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="ghost" onClick={startOver}>
              {t("discardChanges")}
            </Button>
            <Button
              onClick={() => {
                setReviewing(true);
                requestAnimationFrame(() => review.current?.scrollIntoView({ block: "nearest" }));
              }}
            >
              {t("reviewChanges")}
            </Button>
            <Button
              type="submit"
              variant="primary"
              pending={update.isPending}
              pendingLabel={t("saving")}
              disabledReason={actions.forbidden}
            >
              {t("save")}
            </Button>
          </div>
        </StickyBar>
      )}
      {reviewing && <ConfigurationChanges ref={review} base={base} form={form} />}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("moveQuestion", { name: base.name })}
        action={t("moveAction")}
        pendingAction={t("saving")}
        pending={update.isPending}
        onConfirm={() => asking && save(asking)}
        other={{ action: t("moveAndCancel"), onChoose: () => asking && save(asking, true) }}
      >
        {t("moveBody", { n: waiting })}
      </ConfirmDialog>
    </form>
  );
}
