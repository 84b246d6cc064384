"use client";

import { Ellipsis } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton, useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page";
import { useShortcut } from "@/components/ui/shortcuts";
import { TabsNav } from "@/components/ui/tabs-nav";
import { toast } from "@/components/ui/toast";
import { linkQueries, useDeleteLinks, useUpdateLink } from "@/lib/client/queries/links";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Link } from "@/lib/contracts/links";
import { can } from "@/lib/contracts/session";

import { LinkState } from "./link-state";
import { linkMessages } from "./messages";

/** The head of a link's pages: which one it is, and what can be done with it. */
export function LinkHeader({ linkId }: { linkId: string }) {
  const { workspace } = useSession();
  const { data } = useQuery(linkQueries.detail(workspace.id, linkId));
  return data ? <Header link={data.data} /> : null;
}

function Header({ link }: { link: Link }) {
  const t = useMessages(linkMessages);
  const session = useSession();
  const router = useRouter();
  const pathname = usePathname();
  const ws = session.workspace.id;
  const home = `/${session.workspace.slug}/links/${link.id}`;
  const update = useUpdateLink(ws);
  const remove = useDeleteLinks(ws);
  const [asking, setAsking] = useState(false);
  const { copy } = useCopy(link.id, t("id"));
  useShortcut("c", t("copyId"), copy);
  const code = link.shortCode;
  const forbidden = can(session, "links:update") ? undefined : t("changeForbidden");
  const cannotRemove = can(session, "links:delete") ? {} : { disabledReason: t("changeForbidden") };
  return (
    <>
      <PageHeader
        title={link.title ?? code}
        after={<LinkState link={link} />}
        description={
          <span className="inline-flex max-w-full items-center gap-1">
            <span dir="ltr" translate="no" className="text-mono min-w-0 truncate font-mono">
              {link.shortUrl}
            </span>
            <CopyButton value={link.shortUrl} thing={t("shortUrl")} />
          </span>
        }
        actions={
          <>
            <Button
              pending={update.isPending}
              pendingLabel={t("changing")}
              disabledReason={forbidden}
              onClick={() =>
                update.mutate(
                  { linkId: link.id, enabled: !link.enabled },
                  { onError: ({ message }) => void toast.error(t("notChanged", { reason: message })) },
                )
              }
            >
              {t(link.enabled ? "turnOff" : "turnOn")}
            </Button>
            <Menu trigger={<IconButton variant="secondary" label={t("more")} icon={<Ellipsis />} />}>
              <MenuItem shortcut={["C"]} onSelect={copy}>
                {t("copyId")}
              </MenuItem>
              <MenuSeparator />
              <MenuItem tone="danger" onSelect={() => setAsking(true)} {...cannotRemove}>
                {t("remove")}
              </MenuItem>
            </Menu>
          </>
        }
        tabs={
          <TabsNav
            label={link.title ?? code}
            tabs={[
              { href: home, label: t("overview"), current: pathname === home },
              { href: `${home}/webhooks`, label: t("webhooks"), current: pathname === `${home}/webhooks` },
            ]}
          />
        }
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeQuestion", { code })}
        action={t("removeAction", { code })}
        pendingAction={t("removing")}
        pending={remove.isPending}
        tone="danger"
        typedName={code}
        onConfirm={() =>
          remove.mutate([link.id], {
            onSuccess: () => {
              toast.success(t("removedToast", { code }));
              router.push(`/${session.workspace.slug}/links`);
            },
            onError: ({ message }) => void toast.error(t("notRemoved", { reason: message })),
          })
        }
      >
        {t("removeBody")}
      </ConfirmDialog>
    </>
  );
}
