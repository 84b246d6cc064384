"use client";

import type Link from "next/link";
import { type ComponentProps, lazy, type ReactElement, type ReactNode, Suspense } from "react";

import { type PopupProps, useTrigger } from "./layer";

const load = () => import("./menu-parts");
const MenuPopup = lazy(() => load().then((parts) => ({ default: parts.MenuPopup })));
const LazyRadioGroup = lazy(() => load().then((parts) => ({ default: parts.MenuRadioGroup })));

export interface MenuProps extends Pick<PopupProps, "side" | "align" | "className"> {
  /** The element that opens it: a button that passes on props and ref. */
  trigger: ReactElement;
  /** Menu items, links, groups. */
  children: ReactNode;
}

export function Menu({ trigger, children, ...popup }: MenuProps) {
  const { element, wanted, ...layer } = useTrigger(trigger, { popup: "menu", load });
  return (
    <>
      {element}
      {wanted && (
        <Suspense>
          <MenuPopup {...popup} {...layer}>
            {children}
          </MenuPopup>
        </Suspense>
      )}
    </>
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

export const MenuItem = lazy(() => load().then((parts) => ({ default: parts.MenuItem })));

export interface MenuLinkProps extends Omit<ComponentProps<typeof Link>, "children"> {
  icon?: ReactNode;
  shortcut?: readonly string[];
  children: ReactNode;
}

export const MenuLink = lazy(() => load().then((parts) => ({ default: parts.MenuLink })));

export interface MenuRadioGroupProps<V extends string> {
  label: ReactNode;
  options: readonly { value: V; label: ReactNode; icon?: ReactNode; aside?: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
}

/** One of a few, under a heading: the theme, the time zone. */
export function MenuRadioGroup<V extends string>({ onChange, ...props }: MenuRadioGroupProps<V>) {
  return <LazyRadioGroup {...props} onChange={(value) => onChange(value as V)} />;
}

export interface MenuGroupProps {
  label: ReactNode;
  children: ReactNode;
}

export const MenuGroup = lazy(() => load().then((parts) => ({ default: parts.MenuGroup })));

export const MenuSeparator = lazy(() => load().then((parts) => ({ default: parts.MenuSeparator })));
