"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactElement, ReactNode } from "react";

import { cn } from "./cn";
import { KeyCap } from "./key-cap";
import { popupItemStyles, popupStyles } from "./popup-styles";

export interface MenuProps {
  /** The element that opens it: a button that passes on props and ref. */
  trigger: ReactElement;
  side?: Base.Positioner.Props["side"];
  align?: Base.Positioner.Props["align"];
  className?: string;
  children: ReactNode;
}

export function Menu({ trigger, side = "bottom", align = "end", className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger data-slot="menu-trigger" render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-40 outline-hidden">
          <Base.Popup
            data-slot="menu"
            className={cn(popupStyles, "max-h-(--available-height) min-w-48 overflow-y-auto p-1", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  /** The keys that do the same, one per cap. */
  shortcut?: readonly string[];
  tone?: "neutral" | "danger";
  /** Why it cannot be used now; it stays in the menu and says so. */
  disabledReason?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, shortcut, tone = "neutral", disabledReason, onSelect, children }: MenuItemProps) {
  const disabled = disabledReason !== undefined && disabledReason !== null;
  return (
    <Base.Item
      data-slot="menu-item"
      disabled={disabled}
      onClick={onSelect}
      className={cn(popupItemStyles, "[&_svg]:size-4", tone === "danger" && "text-danger")}
    >
      <MenuItemBody icon={icon} shortcut={shortcut}>
        {children}
        {disabled && <span className="text-small text-text-3 block">{disabledReason}</span>}
      </MenuItemBody>
    </Base.Item>
  );
}

export interface MenuLinkProps extends Omit<ComponentProps<typeof Link>, "children"> {
  icon?: ReactNode;
  shortcut?: readonly string[];
  children: ReactNode;
}

export function MenuLink({ icon, shortcut, children, ...props }: MenuLinkProps) {
  return (
    <Base.LinkItem
      data-slot="menu-link"
      closeOnClick
      render={<Link {...props} />}
      className={cn(popupItemStyles, "[&_svg]:size-4")}
    >
      <MenuItemBody icon={icon} shortcut={shortcut}>
        {children}
      </MenuItemBody>
    </Base.LinkItem>
  );
}

export interface MenuRadioGroupProps<V extends string> {
  label: ReactNode;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode; aside?: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
}

/** One of a few, under a heading: the theme, the time zone. */
export function MenuRadioGroup<V extends string>({ label, options, value, onChange }: MenuRadioGroupProps<V>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={menuLabelStyles}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: V) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick
            className={cn(popupItemStyles, "pe-8 [&_svg]:size-4")}
          >
            {option.icon}
            <span className="min-w-0 flex-1">{option.label}</span>
            {option.aside && <span className="text-small text-text-3">{option.aside}</span>}
            <Base.RadioItemIndicator className="absolute end-2">
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={menuLabelStyles}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="bg-line -mx-1 my-1 h-px" />;
}

const menuLabelStyles = "px-2 py-1.5 text-caption font-medium text-text-3";

function MenuItemBody({
  icon,
  shortcut,
  children,
}: {
  icon: ReactNode;
  shortcut: readonly string[] | undefined;
  children: ReactNode;
}) {
  return (
    <>
      {icon && <span className="text-text-2 in-data-[slot=menu-item]:text-inherit">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut && (
        <span className="flex gap-1 ps-4">
          {shortcut.map((key) => (
            <KeyCap key={key}>{key}</KeyCap>
          ))}
        </span>
      )}
    </>
  );
}
