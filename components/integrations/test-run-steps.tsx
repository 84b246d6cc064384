"use client";

import { Check, CircleMinus, LoaderCircle, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";
import { IdText } from "@/components/ui/id-text";
import { useMessages } from "@/components/ui/locale";
import { STATUS } from "@/components/ui/status";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { type Tone, TONE_TEXT } from "@/components/ui/tone";
import { useSession } from "@/lib/client/session";
import type { ProducedItem, ReceiptDetail, TestedReceipt } from "@/lib/contracts/receipts";

import { testRunMessages } from "./test-run-messages";
import { WouldBecome } from "./would-become";

export interface TestRunStepsProps {
  tested: TestedReceipt;
  /** What it was taken in as; null for a dry run, and until it is read. */
  receipt: ReceiptDetail | null;
}

/** The way of a test: stored or not, whose it is, what it is read as, what it maps to, what was written and sent on. */
export function TestRunSteps({ tested: { topic, items, receiptId }, receipt }: TestRunStepsProps) {
  const t = useMessages(testRunMessages);
  const isWaiting = receiptId !== null && (receipt === null || receipt.state === "received");
  return (
    <ol aria-label={t("steps")} className="flex flex-col gap-3">
      {receiptId === null ? (
        <Step icon={CircleMinus} tone="neutral" title={t("notStored")} />
      ) : (
        <Step title={t("stored")} />
      )}
      <Step title={t("verified")} />
      <Step title={t("readAs", { topic })} />
      <Step title={t("mapped")}>
        {items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what would come of one event has one order
          <WouldBecome key={index} item={item} />
        ))}
      </Step>
      {isWaiting && <Step icon={LoaderCircle} tone="info" isRunning title={t("wait")} />}
      {receipt !== null && !isWaiting && <Processed receipt={receipt} />}
    </ol>
  );
}

function Processed({ receipt: { state, produced, trace } }: { receipt: ReceiptDetail }) {
  const t = useMessages(testRunMessages);
  const { workspace } = useSession();
  const { icon, tone } = STATUS.inbound[state];
  const onward = trace.steps.filter((step) => step.kind === "delivery");
  return (
    <>
      <Step icon={icon} tone={tone} title={<StatusBadge of="inbound" state={state} look="row" />}>
        {produced.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what came of one event never changes its order
          <Made key={index} item={item} />
        ))}
      </Step>
      {onward.length > 0 && (
        <Step title={t("onward")}>
          {onward.map(({ id, endpointName, state: delivery }) => (
            <p key={id} className="flex flex-wrap items-center gap-x-2">
              <TextLink href={`/${workspace.slug}/deliveries/${id}`}>{endpointName}</TextLink>
              <StatusBadge of="delivery" state={delivery} look="row" />
            </p>
          ))}
        </Step>
      )}
    </>
  );
}

const KINDS = ["lead", "sale", "refund", "customer", "email"] as const;

function Made({ item: { kind, id, duplicate, reason } }: { item: ProducedItem }) {
  const t = useMessages(testRunMessages);
  const known = KINDS.find((each) => each === kind);
  const what = known === undefined ? t("madeOther") : t(`made_${known}`);
  return (
    <div className="min-w-0 wrap-anywhere">
      <p className="flex flex-wrap items-center gap-x-3 font-medium">
        {duplicate ? t("knownBefore", { what }) : what}
        {id !== null && <IdText id={id} thing={t("recordId")} cut="pane" />}
      </p>
      {reason !== null && <p className="text-small text-text-2">{reason}</p>}
    </div>
  );
}

interface StepProps {
  icon?: LucideIcon;
  tone?: Tone;
  isRunning?: boolean;
  title: ReactNode;
  children?: ReactNode;
}

function Step({ icon: Icon = Check, tone = "success", isRunning = false, title, children }: StepProps) {
  return (
    <li className="flex min-w-0 gap-2.5">
      <Icon
        className={cn("mt-0.5 size-4 shrink-0", TONE_TEXT[tone], isRunning && "motion-safe:animate-spin")}
        aria-hidden
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="wrap-anywhere">{title}</div>
        {children}
      </div>
    </li>
  );
}
