"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Countdown } from "@/components/ui/duration";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextButton } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { SigningSecret } from "@/lib/contracts/endpoints";

import { signingMessages } from "./messages";
import { RotationStep } from "./rotation-steps";
import { useRotation } from "./use-rotation";

const OVERLAPS = ["1", "24", "72", "168"] as const;

export interface RotationCardProps {
  current: SigningSecret;
  old: SigningSecret | undefined;
  /** The new secret, to be shown at once. */
  onRotated: (secretId: string, secret: string) => void;
}

/** A new secret without losing a request: make it, see that the receiver accepts it, end the old one. */
export function RotationCard({ current, old, onRotated }: RotationCardProps) {
  const t = useMessages(signingMessages);
  const rich = useRichMessages(signingMessages);
  const rotation = useRotation(current, old, onRotated);
  const { forbidden } = rotation;
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>("24");
  const accepted = old !== undefined && current.lastCheck?.accepted === true;
  const ends = old?.expiresAt ?? null;

  return (
    <Panel aria-labelledby="rotation-title">
      <PanelPart className="flex flex-col gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="rotation-title" className="text-h2">
            {t("rotation")}
          </h2>
          {ends !== null && (
            <span className="text-small text-text-2">
              {rich("oldEndsIn", { left: <Countdown key="left" until={ends} /> })}
            </span>
          )}
        </div>
        <ol>
          <RotationStep number={1} title={t("stepCreate")} state={old ? "done" : "now"}>
            {old && ends !== null ? (
              <p className="text-text-2">
                {rich("createdBody", {
                  hint: current.hint,
                  time: <Time key="time" value={current.createdAt} look="dayClock" />,
                  end: <Time key="end" value={ends} look="dayClock" />,
                })}
              </p>
            ) : (
              <>
                <p className="text-text-2">{t("createBody")}</p>
                <div className="flex flex-wrap items-center gap-2">
                  <Select
                    look="button"
                    aria-label={t("overlapLabel")}
                    value={overlap}
                    onChange={setOverlap}
                    options={OVERLAPS.map((value) => ({ value, label: t("overlapHours", { n: Number(value) }) }))}
                  />
                  <Button
                    onClick={() => rotation.rotate(Number(overlap))}
                    pending={rotation.rotating}
                    pendingLabel={t("rotatingNow")}
                    disabledReason={forbidden}
                  >
                    {t("rotate")}
                  </Button>
                </div>
              </>
            )}
          </RotationStep>
          <RotationStep number={2} title={t("stepCheck")} state={accepted ? "done" : old ? "now" : "later"}>
            <p className="text-text-2" aria-live="polite">
              {checkWords(old ? current.lastCheck : null, t)}
            </p>
            {old && (
              <Button
                variant={accepted ? "secondary" : "primary"}
                onClick={rotation.check}
                pending={rotation.checking}
                pendingLabel={t("checking")}
                disabledReason={forbidden}
              >
                {t("checkAction")}
              </Button>
            )}
            {old && current.lastCheck?.accepted === false && (
              <div className="flex flex-col gap-1">
                <Switch
                  checked={current.recheckUntil !== null}
                  onCheckedChange={rotation.recheck}
                  disabled={forbidden !== undefined}
                >
                  {t("recheck")}
                </Switch>
                {current.recheckUntil !== null && (
                  <p className="text-small text-text-3">
                    {rich("recheckUntil", { time: <Time key="time" value={current.recheckUntil} look="log" /> })}
                  </p>
                )}
              </div>
            )}
          </RotationStep>
          <RotationStep number={3} title={t("stepFinish")} state={accepted ? "now" : "later"}>
            <p className="text-text-2">{t("finishBody")}</p>
            {old && (
              <div className="flex flex-wrap gap-2">
                <Button
                  variant={accepted ? "primary" : "secondary"}
                  onClick={() => rotation.ask("retire")}
                  disabledReason={forbidden}
                >
                  {t("retire")}
                </Button>
                <Button
                  onClick={rotation.extend}
                  pending={rotation.extending}
                  pendingLabel={t("extending")}
                  disabledReason={forbidden}
                >
                  {t("extend")}
                </Button>
              </div>
            )}
          </RotationStep>
        </ol>
      </PanelPart>
      <PanelPart className="text-small flex flex-wrap justify-between gap-x-4 gap-y-1">
        {forbidden === undefined && <TextButton onClick={() => rotation.ask("leak")}>{t("leaked")}</TextButton>}
        {old && forbidden === undefined && (
          <TextButton onClick={() => rotation.ask("cancel")}>{t("cancelRotation")}</TextButton>
        )}
      </PanelPart>
      {rotation.dialogs}
    </Panel>
  );
}

function checkWords(
  check: SigningSecret["lastCheck"],
  t: ReturnType<typeof useMessages<typeof signingMessages>>,
): string {
  if (check === null) return t("checkBody");
  if (check.accepted) return t("checkAccepted");
  return check.statusCode === null ? t("checkNoAnswer") : t("checkRefused", { code: String(check.statusCode) });
}
