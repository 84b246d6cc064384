"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { useSession } from "@/lib/client/session";

import { shellMessages } from "./messages";
import { homeOf } from "./navigation";

const CreateWorkspaceDialog = lazy(() =>
  import("./create-workspace-dialog").then((parts) => ({ default: parts.CreateWorkspaceDialog })),
);

/** @param narrow only the mark, where the sidebar is folded */
export function WorkspaceSwitcher({ narrow = false, className }: { narrow?: boolean; className?: string }) {
  const t = useMessages(shellMessages);
  const { workspace, workspaces } = useSession();
  // A form of its own each time: what was typed and given up is not there again.
  const [asked, setAsked] = useState(0);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Menu
        align="start"
        className="w-60"
        trigger={
          <button
            type="button"
            className={cn(
              "rounded-control hover:bg-surface-3 flex min-h-9 min-w-0 items-center gap-2.5 px-2 text-start pointer-coarse:min-h-11",
              "data-popup-open:bg-surface-3",
              className,
            )}
          >
            <WorkspaceMark name={workspace.name} test={workspace.mode === "test"} />
            <span className={narrow ? "sr-only" : "min-w-0 flex-1 truncate font-semibold"}>{workspace.name}</span>
            <span className="sr-only">{t("switchWorkspace")}</span>
            {!narrow && <ChevronsUpDown className="text-text-2 size-4" aria-hidden />}
          </button>
        }
      >
        <MenuGroup label={t("workspaces")}>
          {workspaces.map((each) => (
            <MenuLink
              key={each.slug}
              href={homeOf(each.slug)}
              aria-current={each.slug === workspace.slug ? "true" : undefined}
              icon={<WorkspaceMark name={each.name} test={each.mode === "test"} />}
            >
              <span className="flex items-center justify-between gap-2">
                <span className={cn("truncate", each.slug === workspace.slug && "font-medium")}>{each.name}</span>
                {each.mode === "test" && <Badge tone="test">{t("testWorkspace")}</Badge>}
              </span>
            </MenuLink>
          ))}
        </MenuGroup>
        <MenuSeparator />
        <MenuItem
          icon={<Plus />}
          onSelect={() => {
            setAsked(asked + 1);
            setCreating(true);
          }}
        >
          {t("createWorkspace")}
        </MenuItem>
      </Menu>
      {asked > 0 && (
        <Suspense>
          <CreateWorkspaceDialog key={asked} open={creating} onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  );
}

function WorkspaceMark({ name, test }: { name: string; test: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "rounded-control text-caption flex size-6 shrink-0 items-center justify-center font-semibold",
        test ? "bg-test-soft text-test" : "bg-primary text-on-primary",
      )}
    >
      {name.trim().charAt(0).toUpperCase()}
    </span>
  );
}
