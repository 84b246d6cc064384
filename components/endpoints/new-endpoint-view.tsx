"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { useWatch } from "react-hook-form";

import { applyProblem } from "@/components/form/apply-problem";
import { DraftOffer } from "@/components/form/draft-offer";
import { StickyBar } from "@/components/form/sticky-bar";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { NotInPlanState } from "@/components/ui/page-states";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { useCreateEndpoint, useTestEndpoint, useUpdateEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { EndpointWithSecret } from "@/lib/contracts/endpoints";
import type { SubscriptionName } from "@/lib/contracts/event-types";
import { has } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { CreatedBar } from "./created-bar";
import { CreatedPanel } from "./created-panel";
import { DeliveryFields } from "./delivery-fields";
import { EndpointErrors } from "./endpoint-errors";
import {
  ENDPOINT_DRAFT,
  ENDPOINT_FIELDS,
  endpointDraftName,
  endpointFormSchema,
  type EndpointFormValues,
  NEW_ENDPOINT,
  toCreateInput,
  toFormValues,
  toSettings,
} from "./endpoint-form";
import { sampleTypeOf } from "./event-groups";
import { EventsField } from "./events-field";
import { FilterSection } from "./filter-section";
import { FoldedSection, FormSection } from "./form-section";
import { LinksField } from "./links-field";
import { endpointMessages } from "./messages";
import { ReachabilityPanel } from "./reachability-panel";
import { SamplePanel } from "./sample-panel";
import { SURFACE_RULES, scopeHref } from "./surfaces";
import { useCreatedEndpoint } from "./use-created-endpoint";
import { WhereSection } from "./where-section";

/** A new endpoint on one page: the form, and beside it first what will be sent, then what came back. */
export function NewEndpointView({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  if (has(session, SURFACE_RULES[scope.surface].feature)) return <NewEndpoint scope={scope} />;
  return <NotInPlanState level={1} feature={t("featureName", scope)} plan="Pro" does={t("featureDoes", scope)} />;
}

function NewEndpoint({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const [schema] = useState(() => endpointFormSchema(t));
  // A URL that was pasted elsewhere is not asked for again.
  const url = useSearchParams().get("url") ?? "";
  const form = useZodForm(schema, { ...NEW_ENDPOINT, url });
  const [sampled, setSampled] = useState<SubscriptionName>();
  const [created, setCreated] = useState<EndpointWithSecret | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const draft = useDraft(endpointDraftName(workspace.id, scope), form, ENDPOINT_DRAFT, created === null);
  const heading = useRef<HTMLHeadingElement>(null);

  const create = useCreateEndpoint(workspace.id, scope);
  const update = useUpdateEndpoint(workspace.id, scope);
  const test = useTestEndpoint(workspace.id, scope);
  const state = useCreatedEndpoint(created, scope);

  const { errors, isDirty } = form.formState;
  const [events, paused] = useWatch({ control: form.control, name: ["events", "startPaused"] });
  const saving = create.isPending || update.isPending;

  function showProblem(error: unknown, words: "createFailed" | "saveFailed"): void {
    const problem = error instanceof Problem ? error : { message: String(error) };
    const rest = applyProblem(form.setError, problem, ENDPOINT_FIELDS);
    setRefused(rest === null ? null : t(words, { reason: rest }));
  }

  async function save(values: EndpointFormValues): Promise<EndpointWithSecret | null> {
    setRefused(null);
    try {
      if (created === null) {
        const { data } = await create.mutateAsync(toCreateInput(values));
        setCreated(data);
        form.reset(toFormValues(data));
        return data;
      }
      const { data } = await update.mutateAsync({ id: created.id, ...toSettings(values) });
      const next = { ...data, secret: created.secret };
      setCreated(next);
      form.reset(toFormValues(data));
      return next;
    } catch (error) {
      showProblem(error, created === null ? "createFailed" : "saveFailed");
      return null;
    }
  }

  const saveAnd = (send: boolean) =>
    form.handleSubmit(async (values) => {
      const endpoint = created !== null && !isDirty ? created : await save(values);
      if (endpoint === null) return;
      heading.current?.focus();
      if (!send) return;
      test.mutate(
        { id: endpoint.id },
        {
          onSuccess: ({ data }) => {
            heading.current?.focus();
            // Paused until a test passes: this one did.
            if (data.state === "delivered" && state.pausedUntilItPasses) state.setPaused(false);
          },
        },
      );
    });

  return (
    <form
      noValidate
      aria-label={t("newTitle", scope)}
      className="flex flex-1 flex-col"
      onSubmit={(event) => void saveAnd(true)(event)}
    >
      <Page className="flex-1">
        <PageHeader title={t("newTitle", scope)} />
        {draft && <DraftOffer draft={draft} />}
        <EndpointErrors form={form} />
        <div role="alert" className="empty:hidden">
          {refused !== null && <Verdict tone="danger" title={refused} />}
        </div>
        <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,560fr)_minmax(0,536fr)]">
          <div className="flex min-w-0 flex-col gap-6">
            <WhereSection form={form} focused />
            <FormSection
              number={2}
              title={t("whichEvents")}
              done={events.length > 0}
              aside={<span className="num text-small text-text-3">{t("chosen", { n: events.length })}</span>}
            >
              <EventsField
                form={form}
                surface={scope.surface}
                onSample={setSampled}
                sampled={created ? undefined : (sampled ?? events[0])}
              />
              {scope.surface === "workspace" && <LinksField form={form} />}
            </FormSection>
            <FilterSection
              form={form}
              number={3}
              {...(created ? { endpointId: created.id } : scope.surface === "link" && { linkId: scope.linkId })}
            />
            <FoldedSection
              number={4}
              title={t("deliveryOptions")}
              hint={t("deliveryOptionsHint")}
              open={Boolean(errors.headers ?? errors.timeout ?? errors.rateLimit)}
            >
              <DeliveryFields form={form} />
            </FoldedSection>
          </div>
          <div className="min-w-0 lg:sticky lg:top-17">
            {created ? (
              <CreatedPanel
                endpoint={created}
                test={{ running: test.isPending, result: test.data?.data, error: test.error }}
                paused={state.paused}
                unsaved={isDirty}
                heading={heading}
                onTest={() => void saveAnd(true)()}
                onPausedChange={state.setPaused}
              />
            ) : (
              <div className="flex flex-col gap-5">
                <ReachabilityPanel form={form} scope={scope} />
                <SamplePanel
                  type={
                    sampleTypeOf(sampled ?? events[0]) ?? (scope.surface === "link" ? "link.clicked" : "sale.created")
                  }
                />
              </div>
            )}
          </div>
        </div>
      </Page>
      {created ? (
        <CreatedBar
          endpoint={state.endpoint ?? created}
          scope={scope}
          unsaved={isDirty}
          saving={saving}
          onSave={() => void saveAnd(false)()}
          onDeleted={() => router.push(scopeHref(workspace.slug, scope))}
        />
      ) : (
        <StickyBar>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Button
              type="submit"
              variant="primary"
              pending={create.isPending || test.isPending}
              pendingLabel={t("creating")}
            >
              {t("createAndTest")}
            </Button>
            <Button onClick={() => void saveAnd(false)()} pending={create.isPending}>
              {t("createOnly")}
            </Button>
            <Checkbox className="py-1" checked={paused} onCheckedChange={(on) => form.setValue("startPaused", on)}>
              {t("startPaused")}
            </Checkbox>
          </div>
          <ButtonLink variant="ghost" className="max-sm:hidden" href={scopeHref(workspace.slug, scope)}>
            {t("cancel")}
          </ButtonLink>
        </StickyBar>
      )}
    </form>
  );
}
