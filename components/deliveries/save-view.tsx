"use client";

import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { TextInput } from "@/components/ui/text-input";
import { useCreateView, useDeleteView } from "@/lib/client/queries/views";
import { useSession } from "@/lib/client/session";
import type { SavedView } from "@/lib/contracts/views";

import { deliveryMessages } from "./messages";

export interface SaveViewProps {
  /** What the address says now, without the question mark. */
  query: string;
  /** The saved view that is open, if it is one. */
  current: SavedView | undefined;
}

/** Keeps the filters of now under a name, for oneself or for everybody. */
export function SaveView({ query, current }: SaveViewProps) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const create = useCreateView(workspace.id);
  const remove = useDeleteView(workspace.id);
  function submit(event: { preventDefault: () => void }): void {
    event.preventDefault();
    create.mutate(
      { page: "deliveries", name, query, shared },
      {
        onSuccess: () => {
          setOpen(false);
          setName("");
        },
      },
    );
  }
  return (
    <Popover
      label={t("saveView")}
      className="w-72 p-4"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton size="small" label={t("saveView")} icon={<Plus />} />}
    >
      {current?.own ? (
        <div className="flex flex-col gap-3">
          <p>{t("viewIs", { name: current.name })}</p>
          <Button
            size="small"
            className="self-start"
            pending={remove.isPending}
            pendingLabel={t("deleting")}
            onClick={() => remove.mutate(current.id, { onSuccess: () => setOpen(false) })}
          >
            {t("deleteView")}
          </Button>
        </div>
      ) : (
        <form className="flex flex-col gap-3" onSubmit={submit}>
          <Field label={t("viewName")} error={create.error?.message}>
            <TextInput value={name} onChange={(event) => setName(event.target.value)} required maxLength={60} />
          </Field>
          <Checkbox checked={shared} onCheckedChange={setShared}>
            {t("viewShared")}
          </Checkbox>
          <Button type="submit" className="self-start" pending={create.isPending} pendingLabel={t("saving")}>
            {t("saveView")}
          </Button>
        </form>
      )}
    </Popover>
  );
}
