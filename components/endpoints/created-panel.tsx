"use client";

import { LoaderCircle } from "lucide-react";
import { type RefObject } from "react";

import { Button } from "@/components/ui/button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Switch } from "@/components/ui/switch";
import { Verdict } from "@/components/ui/verdict";
import type { EndpointWithSecret, TestResult as Result } from "@/lib/contracts/endpoints";

import { endpointMessages } from "./messages";
import { SecretPart } from "./secret-part";
import { TestExchangePart, TestVerdict } from "./test-result";
import { testRefusal, testSentence } from "./test-words";

export interface TestState {
  running: boolean;
  result: Result | undefined;
  error: Error | null;
}

export interface CreatedPanelProps {
  endpoint: EndpointWithSecret;
  test: TestState;
  paused: boolean;
  /** The form holds changes that the test would not see. */
  unsaved: boolean;
  heading: RefObject<HTMLHeadingElement | null>;
  onTest: () => void;
  onPausedChange: (paused: boolean) => void;
}

/** Beside the form once the endpoint is made: what the test said, the secret, both sides of the request. */
export function CreatedPanel(props: CreatedPanelProps) {
  const { endpoint, test, paused, unsaved, heading, onTest, onPausedChange } = props;
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const sendAgain = (filled: boolean) => (
    <Button
      variant={filled ? "primary" : "plain"}
      pending={test.running}
      pendingLabel={t("sendingTest")}
      onClick={onTest}
    >
      {t(unsaved ? "saveAndSend" : test.result ? "sendAgain" : "sendTest")}
    </Button>
  );
  const failed = (test.result?.attempts.at(-1)?.explanation ?? null) !== null;
  return (
    <Panel aria-labelledby="result-title">
      <PanelPart className="flex flex-col gap-3">
        <h2 id="result-title" ref={heading} tabIndex={-1} className="text-h2 rounded-badge outline-hidden">
          {t("createdTitle", endpoint)}
          <span aria-live="polite" className="block">
            {test.running ? (
              <span className="flex items-center gap-2 font-medium">
                <LoaderCircle className="size-4 animate-spin" aria-hidden />
                {t("testSending")}
              </span>
            ) : (
              test.result && testSentence(test.result, t, locale)
            )}
          </span>
        </h2>
        {!test.running && !test.result && !test.error && <div>{sendAgain(true)}</div>}
        {test.error && !test.running && (
          <Verdict tone="danger" level={3} title={testRefusal(test.error, t)} actions={sendAgain(true)} />
        )}
      </PanelPart>
      {test.result && (
        <TestVerdict
          result={test.result}
          actions={
            <>
              {sendAgain(failed)}
              {(failed || paused) && (
                <Switch checked={paused} onCheckedChange={onPausedChange} className="text-small text-text-2 ms-auto">
                  {t("pauseUntil")}
                </Switch>
              )}
            </>
          }
        />
      )}
      <SecretPart secret={endpoint.secret} hint={endpoint.secretHint} />
      {test.result && <TestExchangePart key={test.result.id} result={test.result} />}
    </Panel>
  );
}
