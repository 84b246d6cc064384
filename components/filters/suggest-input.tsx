"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { type KeyboardEvent, useState } from "react";

import { cn } from "@/components/ui/cn";
import { popupItemStyles, popupStyles } from "@/components/ui/popup-styles";
import { TextInput } from "@/components/ui/text-input";

export interface Suggestion {
  value: string;
  /** At the end of its line. */
  aside?: string | undefined;
  /** Under it. */
  help?: string | undefined;
}

export interface SuggestInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly { value: string; items: readonly Suggestion[] }[];
  placeholder?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
  /** A suggestion was taken, or the field was left: what stands there is meant. */
  onSettled?: ((value: string) => void) | undefined;
  onFocus?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A text field that knows what is likely meant; anything else can be typed too. */
export function SuggestInput({ label, suggestions, value, onChange, onSettled, ...props }: SuggestInputProps) {
  const { placeholder, invalid = false, describedBy, onFocus, onKeyDown } = props;
  // What already stands there must not hide what else could.
  const [typed, setTyped] = useState(false);
  const [open, setOpen] = useState(false);
  const groups = suggestions
    .map((group) => ({ ...group, items: group.items.filter((item) => !typed || contains(item, value)) }))
    .filter(({ items }) => items.length > 0);
  return (
    <Autocomplete.Root
      items={groups}
      value={value}
      itemToStringValue={(item: Suggestion) => item.value}
      filter={null}
      openOnInputClick
      open={open && groups.length > 0}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setTyped(false);
      }}
      onValueChange={(next, { reason }) => {
        setTyped(reason === "input-change");
        onChange(next);
        if (reason === "item-press") onSettled?.(next);
      }}
    >
      <Autocomplete.Input
        aria-label={label}
        render={<TextInput mono autoComplete="off" />}
        placeholder={placeholder}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onFocus={onFocus}
        onBlur={() => {
          // Suggestions that come late must not open a field that was left.
          setOpen(false);
          onSettled?.(value);
        }}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          // A key that its owner took is no key of the list.
          if (event.defaultPrevented) setOpen(false);
        }}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className="z-40 outline-hidden" sideOffset={4} collisionPadding={8} align="start">
          <Autocomplete.Popup
            className={cn(
              popupStyles,
              "max-h-[min(var(--available-height),22rem)] max-w-[min(30rem,calc(100vw-2rem))] min-w-(--anchor-width) overflow-y-auto p-1",
            )}
          >
            <Autocomplete.List aria-label={label}>
              {(group: (typeof groups)[number]) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className="text-caption text-text-3 px-2 py-1.5 font-medium">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: Suggestion) => (
                      <Autocomplete.Item key={item.value} value={item} className={popupItemStyles}>
                        <span className="flex min-w-0 flex-1 flex-col">
                          <span dir="ltr" translate="no" className="text-mono-sm font-mono wrap-anywhere">
                            {item.value}
                          </span>
                          {item.help && <span className="text-small text-text-3">{item.help}</span>}
                        </span>
                        {item.aside && <span className="text-caption text-text-3 self-start pt-0.5">{item.aside}</span>}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

function contains({ value, help = "" }: Suggestion, query: string): boolean {
  return `${value}\n${help}`.toLowerCase().includes(query.trim().toLowerCase());
}
