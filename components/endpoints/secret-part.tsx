"use client";

import { useState } from "react";

import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { SecretField } from "@/components/ui/secret-field";

import { endpointMessages } from "./messages";

/** The signing secret of an endpoint that was just made: hidden until it is wanted, and whole only here. */
export function SecretPart({ secret, hint }: { secret: string; hint: string }) {
  const t = useMessages(endpointMessages);
  const [shown, setShown] = useState(false);
  return (
    <PanelPart className="flex flex-col gap-2">
      <h3 className="text-h3">{t("secret")}</h3>
      <SecretField
        thing={t("secretThing")}
        mask={hint}
        value={shown ? secret : null}
        onReveal={() => setShown(true)}
        onHide={() => setShown(false)}
      />
      <p className="text-small text-text-3">{t("secretOnce")}</p>
    </PanelPart>
  );
}
