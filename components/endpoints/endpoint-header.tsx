"use client";

import { Ellipsis, Pause, Play, RefreshCw, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";

import { Badge, ScopeChip } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton, useCopy } from "@/components/ui/copy-button";
import { Countdown } from "@/components/ui/duration";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page";
import { useShortcut } from "@/components/ui/shortcuts";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { EndpointStatus } from "./endpoint-status";
import { EndpointTabs } from "./endpoint-tabs";
import { HealthBadge } from "./health-badge";
import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";
import type { EndpointActions } from "./use-endpoint-actions";
import { useHealth } from "./use-health";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

export interface EndpointHeaderProps {
  endpoint: Endpoint;
  scope: EndpointScope;
  actions: EndpointActions;
  testing: boolean;
  onTest: () => void;
}

export function EndpointHeader({ endpoint, scope, actions, testing, onTest }: EndpointHeaderProps) {
  const t = useMessages(endpointMessages);
  const { copy } = useCopy(endpoint.id, t("id"));
  const { copy: copyLink } = useCopy(() => window.location.href, t("link"));
  const { forbidden } = actions;
  const health = useHealth(endpoint.id);
  const router = useRouter();
  const home = scopeHref(useSession().workspace.slug, scope, endpoint.id);
  const running = endpoint.state === "enabled";
  const [composing, setComposing] = useState(false);
  useShortcut("t", t("sendTest"), onTest, forbidden === undefined && !testing);
  useShortcut("c", t("copyId"), copy);
  useShortcut("Shift+c", t("copyLink"), copyLink);
  return (
    <PageHeader
      before={<ScopeChip>{t("feature", scope)}</ScopeChip>}
      title={endpoint.name}
      after={
        <>
          <EndpointStatus endpoint={endpoint} />
          {health && health.band !== "not_enough_data" && <HealthBadge endpointId={endpoint.id} health={health} />}
          <RotatingBadge endpoint={endpoint} />
        </>
      }
      description={
        <span className="inline-flex max-w-full items-center gap-1">
          <span dir="ltr" translate="no" className="text-mono min-w-0 truncate font-mono">
            {endpoint.url}
          </span>
          <CopyButton value={endpoint.url} thing={t("url")} />
        </span>
      }
      tabs={<EndpointTabs endpoint={endpoint} scope={scope} />}
      actions={
        <>
          {running ? (
            <Button
              onClick={actions.pause}
              pending={actions.pausing}
              pendingLabel={t("pausing")}
              disabledReason={forbidden}
            >
              <Labelled icon={<Pause aria-hidden />}>{t("pause")}</Labelled>
            </Button>
          ) : (
            <Button
              onClick={actions.enable}
              pending={actions.enabling}
              pendingLabel={t("enabling")}
              disabledReason={forbidden}
            >
              <Labelled icon={<Play aria-hidden />}>{t(endpoint.heldCount > 0 ? "enableDots" : "enable")}</Labelled>
            </Button>
          )}
          <Button
            variant="primary"
            onClick={onTest}
            pending={testing}
            pendingLabel={t("sendingTest")}
            disabledReason={forbidden}
          >
            <Labelled icon={<Send aria-hidden />}>{t("sendTest")}</Labelled>
          </Button>
          <Menu trigger={<IconButton variant="secondary" label={t("more")} icon={<Ellipsis />} />}>
            <MenuItem
              onSelect={() => setComposing(true)}
              {...(forbidden !== undefined && { disabledReason: forbidden })}
            >
              {t("composeTest")}
            </MenuItem>
            <MenuItem onSelect={() => router.push(`${home}/configuration`)}>{t("edit")}</MenuItem>
            <MenuItem onSelect={() => router.push(`${home}/signing`)}>{t("rotateDots")}</MenuItem>
            <MenuItem shortcut={["C"]} onSelect={copy}>
              {t("copyId")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              tone="danger"
              onSelect={actions.askDelete}
              {...(forbidden !== undefined && { disabledReason: forbidden })}
            >
              {t("remove")}
            </MenuItem>
          </Menu>
          {composing && (
            <Suspense>
              <TestDialog
                endpoint={{ id: endpoint.id, name: endpoint.name, scope }}
                onClose={() => setComposing(false)}
              />
            </Suspense>
          )}
        </>
      }
    />
  );
}

/** Two secrets sign: how long the old one still does. */
function RotatingBadge({ endpoint }: { endpoint: Endpoint }) {
  const rich = useRichMessages(endpointMessages);
  const ends = endpoint.secrets.find(({ expiresAt }) => expiresAt !== null)?.expiresAt;
  if (!ends) return null;
  return (
    <Badge tone="info" icon={RefreshCw}>
      {rich("rotating", { left: <Countdown key="left" until={ends} /> })}
    </Badge>
  );
}

/** Icon and word stay together in a button that keeps the width of its longer word. */
function Labelled({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center justify-center gap-1.5">
      {icon}
      {children}
    </span>
  );
}
