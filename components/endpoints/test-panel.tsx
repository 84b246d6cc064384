"use client";

import { LoaderCircle, X } from "lucide-react";
import type { Ref } from "react";

import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Verdict } from "@/components/ui/verdict";
import type { TestResult as Result } from "@/lib/contracts/endpoints";

import { endpointMessages } from "./messages";
import { TestExchangePart, TestVerdict } from "./test-result";
import { testRefusal } from "./test-words";

export interface TestPanelProps {
  ref: Ref<HTMLElement>;
  running: boolean;
  result: Result | undefined;
  error: Error | null;
  onAgain: () => void;
  onClose: () => void;
}

/** A test of this endpoint, in place: while it runs and what came of it. */
export function TestPanel({ ref, running, result, error, onAgain, onClose }: TestPanelProps) {
  const t = useMessages(endpointMessages);
  const again = (
    <Button variant="plain" onClick={onAgain} pending={running} pendingLabel={t("sendingTest")}>
      {t("sendAgain")}
    </Button>
  );
  return (
    <Panel ref={ref} aria-labelledby="test-title">
      <PanelPart className="flex items-center gap-2 py-2.5">
        <h2 id="test-title" className="text-h2">
          {t("testOnlyTitle")}
        </h2>
        {running && (
          <span className="text-text-2 flex items-center gap-2">
            <LoaderCircle className="size-4 animate-spin" aria-hidden />
            {t("testSending")}
          </span>
        )}
        <IconButton size="small" label={t("closeResult")} icon={<X />} onClick={onClose} className="ms-auto" />
      </PanelPart>
      {error && !running && (
        <PanelPart role="alert">
          <Verdict tone="danger" level={3} title={testRefusal(error, t)} actions={again} />
        </PanelPart>
      )}
      {result && <TestVerdict result={result} actions={again} />}
      {result && <TestExchangePart key={result.id} result={result} />}
    </Panel>
  );
}
