"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";
import { popupItemStyles, popupStyles } from "./popup-styles";
import { controlStyles } from "./text-input";

export interface SelectOption<V extends string> {
  value: V;
  label: ReactNode;
  /** A second line in the list. */
  help?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  value: V | null;
  onChange: (value: V) => void;
  placeholder?: ReactNode;
  /** `field` in forms, `button` in toolbars. */
  look?: "field" | "button";
  size?: "small" | "default" | "large";
  disabled?: boolean;
  /** Only where no `Field` names it. */
  "aria-label"?: string;
  name?: string;
  onBlur?: () => void;
  className?: string;
}

export function Select<V extends string>({
  options,
  value,
  onChange,
  placeholder,
  look = "field",
  size = "default",
  disabled = false,
  name,
  onBlur,
  className,
  "aria-label": ariaLabel,
}: SelectProps<V>) {
  return (
    <Base.Root
      items={options.map(({ value: of, label }) => ({ value: of, label }))}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
      {...(name !== undefined && { name })}
    >
      <Base.Trigger
        data-slot="select"
        aria-label={ariaLabel}
        onBlur={onBlur}
        className={cn(
          controlStyles({ size }),
          "data-placeholder:text-text-3 flex items-center justify-between gap-2 text-start",
          look === "button" && "border-line-2 hover:border-line-2 hover:bg-surface-2 w-auto font-medium",
          className,
        )}
      >
        <Base.Value className="truncate" placeholder={placeholder} />
        <Base.Icon className="text-text-2">
          <ChevronDown className="size-4" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          className="z-40 outline-hidden"
          sideOffset={4}
          collisionPadding={8}
          alignItemWithTrigger={false}
        >
          <Base.Popup
            className={cn(popupStyles, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1")}
          >
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={cn(popupItemStyles, "pe-8")}
                >
                  <span className="min-w-0">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.help && <span className="text-small text-text-3 block">{option.help}</span>}
                  </span>
                  <Base.ItemIndicator className="absolute end-2">
                    <Check className="size-4" aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
