"use client";

import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { Verdict } from "@/components/ui/verdict";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import {
  type CheckedSecret,
  checkSignature,
  readHeaders,
  type SignatureFinding,
} from "@/lib/shared/verification/check-signature";

import { signingMessages } from "./messages";

/** Finds out why a signature does not fit. Runs in the page; arrives filled from a delivery (`?delivery=`). */
export function SignatureChecker({ secrets }: { secrets: readonly CheckedSecret[] }) {
  const { workspace } = useSession();
  const [deliveryId] = useQueryState("delivery", parseAsString);
  const { data } = useQuery({
    ...deliveryQueries.detail(workspace.id, deliveryId ?? ""),
    enabled: deliveryId !== null,
  });
  const request = data?.data.attempts.at(-1)?.request;
  const filled = request && {
    headers: request.headers.map(([name, value]) => `${name}: ${value}`).join("\n"),
    body: request.body ?? "",
  };
  return <Checker key={filled ? "filled" : "empty"} secrets={secrets} filled={filled} />;
}

interface CheckerProps {
  secrets: readonly CheckedSecret[];
  filled: { headers: string; body: string } | undefined;
}

function Checker({ secrets, filled }: CheckerProps) {
  const t = useMessages(signingMessages);
  const [headers, setHeaders] = useState(filled?.headers ?? "");
  const [body, setBody] = useState(filled?.body ?? "");
  const [pasted, setPasted] = useState("");
  const [finding, setFinding] = useState<SignatureFinding | null>(null);
  const tried = pasted.trim() === "" ? secrets : [{ secret: pasted.trim() }];

  async function check(): Promise<void> {
    setFinding(await checkSignature({ headers: readHeaders(headers), body }, tried, new Date()));
  }

  return (
    <Panel aria-labelledby="checker-title">
      <PanelPart>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void check();
          }}
        >
          <div className="flex flex-col gap-1">
            <h2 id="checker-title" className="text-h2">
              {t("checker")}
            </h2>
            <p className="text-text-2">{t(filled ? "checkerFilled" : "checkerBody")}</p>
          </div>
          <Field label={t("headersLabel")} help={t("headersHelp")}>
            <Textarea
              mono
              rows={4}
              value={headers}
              onChange={(event) => setHeaders(event.target.value)}
              spellCheck={false}
              placeholder={"webhook-id: …\nwebhook-timestamp: …\nwebhook-signature: v1,…"}
            />
          </Field>
          <Field label={t("bodyLabel")}>
            <Textarea mono rows={4} value={body} onChange={(event) => setBody(event.target.value)} spellCheck={false} />
          </Field>
          <Field label={t("secretLabel")} help={t("secretHelp")}>
            <TextInput
              mono
              type="password"
              autoComplete="off"
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
            />
          </Field>
          <Button type="submit" className="self-start" disabledReason={tried.length === 0 ? t("noSecret") : undefined}>
            {t("check")}
          </Button>
        </form>
      </PanelPart>
      <output className="block empty:hidden">{finding && <Finding finding={finding} />}</output>
    </Panel>
  );
}

function Finding({ finding }: { finding: SignatureFinding }) {
  const t = useMessages(signingMessages);
  const rich = useRichMessages(signingMessages);
  const words: ReactNode = (() => {
    switch (finding.finding) {
      case "correct":
        return t("findCorrect");
      case "old":
        return t("findOld", { n: finding.minutes });
      case "reformatted":
        return t("findReformatted");
      case "newlineAdded":
        return t("findNewline", { change: "added" });
      case "newlineRemoved":
        return t("findNewline", { change: "removed" });
      case "secretAsText":
        return t("findSecretAsText");
      case "oldSecret":
        return rich("findOldSecret", { time: <Time key="end" value={finding.endsAt} look="dayClock" /> });
      case "headerMissing":
        return t("findHeader", { header: finding.header });
      case "secretMalformed":
        return t("findMalformed");
      case "none":
        return t("findNone");
    }
  })();
  const tone =
    finding.finding === "correct"
      ? "success"
      : finding.finding === "old" || finding.finding === "oldSecret"
        ? "warning"
        : "danger";
  return (
    <PanelPart className="border-t">
      <Verdict tone={tone} level={3} title={words} />
    </PanelPart>
  );
}
