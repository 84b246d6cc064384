"use client";

import { ChevronDown, ChevronUp, Ellipsis, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";

import { useChangeForbidden } from "@/components/diagnosis/next-step";
import { announce } from "@/components/ui/announce";
import { Badge } from "@/components/ui/badge";
import { buttonStyles } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { IdText } from "@/components/ui/id-text";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import { useShortcut } from "@/components/ui/shortcuts";
import { StatusBadge } from "@/components/ui/status-badge";
import { toast } from "@/components/ui/toast";
import { useCameWithPage } from "@/lib/client/alive";
import { useCancelDelivery } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";

import { absoluteLink } from "./absolute-link";
import { useDeliveryLog } from "./delivery-log";
import { EditAndTest, isEditable } from "./edit-and-test";
import { EndpointLink, endpointHref } from "./endpoint-link";
import { deliveryMessages } from "./messages";
import { RedeliverButton, type RedeliverButtonProps } from "./redeliver-button";
import { useDeliverySearch } from "./use-delivery-search";
import type { Neighbours } from "./use-neighbours";

export interface DeliveryHeaderProps extends Pick<RedeliverButtonProps, "mutation"> {
  delivery: DeliveryDetail;
  slug: string;
  neighbours: Neighbours;
}

/** Which delivery this is, where it stands in the list, and what can be done with it. */
export function DeliveryHeader({ delivery, slug, neighbours, mutation }: DeliveryHeaderProps) {
  const t = useMessages(deliveryMessages);
  const heading = useRef<HTMLHeadingElement>(null);
  const [, , address] = useDeliverySearch();
  // On the page of an endpoint that has the first heading.
  const Heading = useDeliveryLog().endpointId === undefined ? "h1" : "h2";
  useHeadingFocus(heading, delivery.id);
  const { copy: copyLink } = useCopy(() => absoluteLink(address, window.location), t("link"));
  const { copy: copyId } = useCopy(delivery.id, t("deliveryId"));
  useShortcut("Shift+c", t("copyLink"), copyLink);
  useShortcut("c", t("deliveryId"), copyId);
  const endpoint = endpointHref(slug, delivery);
  const [testing, setTesting] = useState(false);
  const { kind, state } = delivery;
  const waits = state === "pending" || state === "retrying" || state === "held";
  const cancel = useCancelDelivery(useSession().workspace.id);
  const forbidden = useChangeForbidden(delivery.endpoint.surface);
  const editable = isEditable(delivery);
  useShortcut("t", t("editAndTest"), () => setTesting(true), editable && forbidden === undefined);
  return (
    <header className="flex flex-col gap-1 px-5 py-3 max-lg:px-(--gutter) max-lg:pt-5 lg:border-b">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <Heading
          id="delivery-title"
          ref={heading}
          tabIndex={-1}
          className="text-h1 rounded-badge min-w-0 truncate outline-hidden"
        >
          {delivery.eventType}
        </Heading>
        <StatusBadge of="delivery" state={delivery.state} />
        {kind !== "event" && (
          <Badge tone={kind === "test" ? "test" : "neutral"}>{t(kind === "test" ? "test" : "replayed")}</Badge>
        )}
        <div className="ms-auto flex items-center gap-1">
          <Position neighbours={neighbours} />
          <RedeliverButton delivery={delivery} mutation={mutation} keys className="mx-1 max-sm:hidden" />
          <Menu trigger={<IconButton variant="secondary" label={t("more")} icon={<Ellipsis />} />}>
            <MenuItem shortcut={["⇧", "C"]} onSelect={copyLink}>
              {t("copyLink")}
            </MenuItem>
            {editable && (
              <MenuItem
                shortcut={["T"]}
                onSelect={() => setTesting(true)}
                {...(forbidden !== undefined && { disabledReason: forbidden })}
              >
                {t("editAndTest")}
              </MenuItem>
            )}
            {waits && (
              <MenuItem
                onSelect={() =>
                  cancel.mutate(delivery.id, {
                    onSuccess: () => void toast.success(t("retriesEnded")),
                    onError: ({ message }) => void toast.error(t("cancelFailed", { message })),
                  })
                }
                {...(forbidden !== undefined && { disabledReason: forbidden })}
              >
                {t("cancelRetries")}
              </MenuItem>
            )}
            {endpoint && <MenuLink href={endpoint}>{t("openEndpoint")}</MenuLink>}
          </Menu>
          <CloseLink href={neighbours.listHref} />
          {testing && <EditAndTest delivery={delivery} onClose={() => setTesting(false)} />}
        </div>
      </div>
      <div className="text-small flex flex-wrap items-center gap-x-3 gap-y-1">
        <EndpointLink slug={slug} delivery={delivery} />
        <IdText id={delivery.id} thing={t("deliveryId")} cut="pane" />
        <IdText id={delivery.eventId} thing={t("eventId")} cut="pane" />
      </div>
    </header>
  );
}

/** Its room is kept while the list is not there yet, or does not have this one: the buttons beside it stay put. */
function Position({ neighbours: { position, total, previous, next } }: { neighbours: Neighbours }) {
  const t = useMessages(deliveryMessages);
  const known = position !== null;
  return (
    <span aria-hidden={!known || undefined} className={cn("flex items-center gap-1", !known && "invisible")}>
      <span className="num text-small text-text-3 pe-1 max-sm:sr-only">
        {t("position", { n: position ?? total, total })} <span className="sr-only">{t("inThisList")}</span>
      </span>
      <NeighbourLink href={previous} label={t("previousDelivery")} icon={<ChevronUp />} />
      <NeighbourLink href={next} label={t("nextDelivery")} icon={<ChevronDown />} />
    </span>
  );
}

function NeighbourLink({ href, label, icon }: { href: string | undefined; label: string; icon: React.ReactNode }) {
  if (href === undefined) return <IconButton size="small" label={label} icon={icon} disabled />;
  return (
    <Link
      href={href}
      scroll={false}
      aria-label={label}
      className={buttonStyles({
        variant: "ghost",
        className: "touch-target size-7 min-h-7 px-0 pointer-coarse:min-h-7",
      })}
    >
      {icon}
    </Link>
  );
}

function CloseLink({ href }: { href: string }) {
  const t = useMessages(deliveryMessages);
  const link = useRef<HTMLAnchorElement>(null);
  useShortcut("Escape", t("close"), () => link.current?.click());
  return (
    <Link
      ref={link}
      href={href}
      scroll={false}
      aria-label={t("close")}
      className={buttonStyles({ variant: "ghost", className: "size-8 px-0 max-lg:hidden" })}
    >
      <X />
    </Link>
  );
}

/**
 * Opening by Enter or click moves the focus here; walking through the list with `j` and `k` leaves it in the list, and a
 * page that was opened by its address begins at its top.
 */
function useHeadingFocus(heading: React.RefObject<HTMLHeadingElement | null>, id: string): void {
  const byAddress = useCameWithPage();
  useEffect(() => {
    if (byAddress) return;
    const focused = document.activeElement;
    const own = focused instanceof HTMLAnchorElement && focused.pathname.endsWith(`/${id}`);
    if (own || focused === document.body || focused === null) heading.current?.focus({ preventScroll: true });
  }, [heading, id, byAddress]);
}

/** Says the end of an attempt that was watched, for those who do not see the page change. */
export function useAnnounceResult(delivery: DeliveryDetail | undefined): void {
  const t = useMessages(deliveryMessages);
  const before = useRef(delivery?.state);
  const state = delivery?.state;
  const last = delivery?.attempts.at(-1);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was !== "pending" || !last) return;
    if (state === "delivered") announce(t("announceDelivered", { code: String(last.statusCode) }));
    else if (last.explanation) announce(t("announceFailed", { headline: last.explanation.headline }));
  }, [state, last, t]);
}
