"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { Button, type ButtonProps } from "./button";
import { Menu, MenuRadioGroup } from "./menu";

export interface MenuSelectProps<V extends string> extends Pick<
  ButtonProps,
  "size" | "variant" | "icon" | "className"
> {
  /** Names what is chosen; heads the menu. */
  label: string;
  options: readonly { value: V; label: ReactNode; aside?: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
  align?: "start" | "end";
}

/** A choice that is part of a toolbar: a button with the present value. In forms use `Select`. */
export function MenuSelect<V extends string>({
  label,
  options,
  value,
  onChange,
  align = "end",
  ...button
}: MenuSelectProps<V>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      align={align}
      className="min-w-24"
      trigger={
        <Button data-slot="menu-select" {...button}>
          <span className="sr-only">{label}: </span>
          {chosen?.label}
          <ChevronDown className="text-text-2" aria-hidden />
        </Button>
      }
    >
      <MenuRadioGroup label={label} options={options} value={value} onChange={onChange} />
    </Menu>
  );
}
