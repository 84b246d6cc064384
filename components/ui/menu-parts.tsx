"use client";

// Loaded when the first menu of the page is wanted; `menu.tsx` is what others import.

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useRef } from "react";

import { cn } from "./cn";
import { KeyCap } from "./key-cap";
import { isPressOn, type PopupProps } from "./layer";
import type { MenuGroupProps, MenuItemProps, MenuLinkProps, MenuRadioGroupProps } from "./menu";
import { popupItemStyles, popupStyles } from "./popup-styles";

export function MenuPopup({ anchor, open, onOpenChange, side, align, className, byKeyboard, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        // The press on the trigger is the trigger's own to answer.
        if (!next && isPressOn(anchor, details)) details.cancel();
        else onOpenChange(next);
      }}
      onOpenChangeComplete={(opened) => {
        if (opened && byKeyboard) popup.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side={side ?? "bottom"}
          align={align ?? "end"}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 outline-hidden"
        >
          <Base.Popup
            ref={popup}
            data-slot="menu"
            finalFocus={() => anchor}
            className={cn(popupStyles, "max-h-(--available-height) min-w-48 overflow-y-auto p-1", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
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

export function MenuRadioGroup({ label, options, value, onChange }: MenuRadioGroupProps<string>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={menuLabelStyles}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
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

export function MenuGroup({ label, children }: MenuGroupProps) {
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
