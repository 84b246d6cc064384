"use client";

// Loaded with the command palette; nothing of it is in the first load of a page.

import { Dialog as Base } from "@base-ui/react/dialog";
import { Command as Cmdk } from "cmdk";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";

import { cn } from "./cn";
import { Skeleton } from "./skeleton";

export interface CommandDialogProps {
  /** What the dialog, the field and the list are called. */
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  search: string;
  onSearch: (text: string) => void;
  placeholder: string;
  input: RefObject<HTMLInputElement | null>;
  /** Before the field: an icon, or the step that one is in. */
  leading: ReactNode;
  /** Backspace in the empty field. */
  onBack?: (() => void) | undefined;
  /** Under the list: what there is to say about it. */
  note?: ReactNode;
  children: ReactNode;
}

/** A field over a list that it searches, above the page. The focus stays in the field; the arrows move in the list. */
export function CommandDialog({
  label,
  open,
  onOpenChange,
  search,
  onSearch,
  placeholder,
  input,
  leading,
  onBack,
  note,
  children,
}: CommandDialogProps) {
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState("");

  // Rows come and go after the text has changed. When the chosen one went, the first takes its place, so that Enter
  // always does what the list shows.
  useEffect(() => {
    const rows = [...(list.current?.querySelectorAll("[cmdk-item]") ?? [])];
    const values = rows.map((row) => row.getAttribute("data-value") ?? "");
    if (values[0] !== undefined && !values.includes(chosen)) setChosen(values[0]);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the rows are read from the page, where the children put them
  }, [children, chosen]);

  function handleKey(event: KeyboardEvent): void {
    if (event.key !== "Backspace" || search !== "" || !onBack) return;
    event.preventDefault();
    onBack();
  }
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop data-slot="scrim" className="bg-scrim absolute inset-0 z-30 min-h-dvh" />
        <Base.Popup
          data-slot="command"
          initialFocus={input}
          className={cn(
            "rounded-dialog border-line-2 bg-raised shadow-dialog fixed top-[12dvh] left-1/2 z-30 w-[calc(100vw-2rem)]",
            "max-w-160 -translate-x-1/2 overflow-hidden border outline-hidden max-sm:top-4",
          )}
        >
          <Base.Title className="sr-only">{label}</Base.Title>
          <Cmdk
            label={label}
            value={chosen}
            onValueChange={setChosen}
            shouldFilter={false}
            loop
            className="flex max-h-[min(32rem,76dvh)] flex-col"
          >
            <div className="text-text-2 flex min-h-12 items-center gap-2 border-b px-4 [&>svg]:size-4.5">
              {leading}
              <Cmdk.Input
                ref={input}
                value={search}
                onValueChange={onSearch}
                onKeyDown={handleKey}
                placeholder={placeholder}
                className="text-text placeholder:text-text-3 min-w-0 flex-1 bg-transparent py-2 text-[0.9375rem] outline-hidden"
              />
            </div>
            <Cmdk.List
              ref={list}
              label={label}
              // The focus stays in the field, also of who points.
              onMouseDown={(event) => event.preventDefault()}
              className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-1.5"
            >
              {children}
            </Cmdk.List>
            {note}
          </Cmdk>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Rows that belong together; one grey row stands for those that are on their way. */
export function CommandGroup({
  heading,
  loading,
  children,
}: {
  heading: string;
  loading: boolean;
  children: ReactNode;
}) {
  return (
    <Cmdk.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:text-text-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1"
    >
      {children}
      {loading && <Skeleton className="mx-2 my-2 w-1/2" />}
    </Cmdk.Group>
  );
}

/** One line that does something on Enter or press. */
export function CommandRow({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Cmdk.Item
      value={value}
      onSelect={onSelect}
      className={cn(
        "text-body flex min-h-9 min-w-0 cursor-default items-center gap-2 rounded-[5px] px-2 py-1 outline-hidden select-none",
        "data-[selected=true]:bg-raised-2 forced-colors:data-[selected=true]:outline pointer-coarse:min-h-11",
        "[&>svg]:text-text-2 [&>svg]:size-4 [&>svg]:shrink-0",
      )}
    >
      {children}
    </Cmdk.Item>
  );
}
