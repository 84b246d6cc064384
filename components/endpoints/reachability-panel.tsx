"use client";

import { CircleCheck, CircleMinus, LoaderCircle, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import { useWatch } from "react-hook-form";

import type { ZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { useTimeReading } from "@/components/ui/time-zone";
import { type Tone, TONE_TEXT } from "@/components/ui/tone";
import { Verdict } from "@/components/ui/verdict";
import { useSession } from "@/lib/client/session";
import type { UrlCheck } from "@/lib/contracts/diagnosis";
import { type EndpointScope, scopeOf } from "@/lib/shared/endpoint-scope";
import { formatDay } from "@/lib/shared/presentation/times";

import type { EndpointFormSchema } from "./endpoint-form";
import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";
import { sharedUrls } from "./url-notes";
import { useUrlCheck } from "./use-url-check";

type Check = UrlCheck["checks"][number];

const LOOK: Readonly<Record<Check["state"], { icon: LucideIcon; tone: Tone }>> = {
  problem: { icon: OctagonX, tone: "danger" },
  warning: { icon: TriangleAlert, tone: "warning" },
  passed: { icon: CircleCheck, tone: "success" },
  skipped: { icon: CircleMinus, tone: "neutral" },
};

export interface ReachabilityPanelProps {
  form: ZodForm<EndpointFormSchema>;
  scope: EndpointScope;
  /** The endpoint whose URL is changed. */
  endpoint?: { id: string; url: string };
}

/** Whether the URL in the form can be reached, line by line, each with what mends it; and who sends there already. */
export function ReachabilityPanel({ form, scope, endpoint }: ReachabilityPanelProps) {
  const t = useMessages(endpointMessages);
  const [url, events] = useWatch({ control: form.control, name: ["url", "events"] });
  const check = useUrlCheck(url, endpoint?.url);
  if (!check) return null;
  const { running, result, error } = check;
  const location = result?.answer?.location;
  return (
    <Panel aria-labelledby="reach-title" aria-busy={running}>
      <PanelPart className="flex items-center gap-2">
        <h2 id="reach-title" className="text-h2">
          {t("reachTitle")}
        </h2>
        {running && (
          <span className="text-small text-text-2 flex items-center gap-2">
            <LoaderCircle className="size-4 animate-spin" aria-hidden />
            {t("reachRunning")}
          </span>
        )}
      </PanelPart>
      {error && <PanelPart className="text-small text-text-2">{t("reachFailed", { reason: error.message })}</PanelPart>}
      {result && (
        <PanelPart className="flex flex-col gap-3">
          <ul className="flex flex-col gap-1.5">
            {result.checks.filter(isWorthALine).map((each) => (
              <CheckLine key={each.key} check={each} result={result} />
            ))}
          </ul>
          {location && (
            <Button
              className="self-start"
              onClick={() => form.setValue("url", location, { shouldDirty: true, shouldValidate: true })}
            >
              <span className="wrap-anywhere">{t("useLocation", { location })}</span>
            </Button>
          )}
          <SharedUrls result={result} scope={scope} endpointId={endpoint?.id} events={events} />
        </PanelPart>
      )}
    </Panel>
  );
}

const LINES: ReadonlySet<Check["key"]> = new Set(["address_found", "public_address", "certificate", "answers_post"]);

/** Four lines always; of the others what is wrong. */
const isWorthALine = ({ key, state }: Check): boolean => LINES.has(key) || state === "problem";

function CheckLine({ check, result }: { check: Check; result: UrlCheck }) {
  const t = useMessages(endpointMessages);
  const { icon: Icon, tone } = LOOK[check.state];
  const reading = useTimeReading();
  const { certificate, answer, address } = result;
  const validTo = certificate && formatDay(new Date(certificate.validTo), reading, new Date(0));
  const passed: Partial<Record<Check["key"], [label: string, detail?: string | undefined]>> = {
    address_found: [t("addressFound"), address ?? undefined],
    public_address: [t("publicAddress")],
    certificate: [t("tlsUntil", { date: validTo ?? "" })],
    answers_post: [
      t("answersPost"),
      answer ? t("answeredIn", { code: String(answer.statusCode), ms: answer.tookMs }) : undefined,
    ],
  };
  const skipped: Partial<Record<Check["key"], string>> = {
    address_found: t("addressFound"),
    public_address: t("publicAddress"),
    certificate: t("tls"),
    answers_post: t("answersPost"),
  };
  const [label, detail] =
    check.state === "passed"
      ? (passed[check.key] ?? [check.message])
      : check.state === "skipped"
        ? [skipped[check.key] ?? check.message, check.message]
        : [check.message];
  return (
    <li className="flex items-start gap-2">
      <Icon className={`mt-0.5 size-4 shrink-0 ${TONE_TEXT[tone]}`} aria-hidden />
      <span className="sr-only">{t(check.state)}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
      {detail !== undefined && <span className="text-small text-text-2 num">{detail}</span>}
    </li>
  );
}

interface SharedUrlsProps extends Omit<Parameters<typeof sharedUrls>[0], "usedBy" | "surface"> {
  result: UrlCheck;
  scope: EndpointScope;
}

/** Who else sends to this URL, in this workspace and in those of the other mode. */
function SharedUrls({ result: { usedBy, otherMode }, scope, ...facts }: SharedUrlsProps) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return (
    <>
      {sharedUrls({ usedBy, surface: scope.surface, ...facts }).map(({ twice, ...other }) => (
        <Verdict
          key={other.id}
          level={3}
          tone={twice === null ? "danger" : "warning"}
          title={twice === null ? t("urlTaken", { name: other.name }) : t("urlTwice", { name: other.name, n: twice })}
          actions={
            <ButtonLink variant="plain" href={scopeHref(workspace.slug, scopeOf(other), other.id)}>
              {t("openNamed", { name: other.name })}
            </ButtonLink>
          }
        />
      ))}
      {otherMode.map((other) => (
        <Verdict key={other.workspace} level={3} tone="warning" title={t("otherMode", other)} />
      ))}
    </>
  );
}
