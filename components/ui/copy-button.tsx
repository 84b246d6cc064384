"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";

import { announce } from "./announce";
import { Button, type ButtonProps } from "./button";
import { IconButton, type IconButtonProps } from "./icon-button";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

const SHOW_CHECK_MS = 2_000;

export interface CopyButtonProps extends Omit<IconButtonProps, "label" | "icon" | "value"> {
  /** What is put on the clipboard, or how to get it when it is wanted. */
  value: string | (() => string | Promise<string>);
  /** What it is, as it stands in “Copy {thing}” and “Copied {thing}”: `ID`, `URL`, `signing secret`. */
  thing: string;
}

/** Copies on press. No toast: the icon becomes a check for two seconds and the live region says what was copied. */
export function CopyButton({ value, thing, size = "mini", ...props }: CopyButtonProps) {
  const t = useMessages(uiMessages);
  const { copied, copy } = useCopy(value, thing);
  return (
    <IconButton
      data-slot="copy-button"
      size={size}
      label={copied ? t("copied") : t("copyThing", { thing })}
      icon={copied ? <Check className="text-success" /> : <Copy />}
      {...props}
      onClick={copy}
    />
  );
}

export interface CopyTextButtonProps extends Omit<ButtonProps, "value" | "children" | "icon"> {
  value: CopyButtonProps["value"];
  thing: string;
  children?: ReactNode;
}

/** The same with a word beside the icon, where copying is the main thing to do. */
export function CopyTextButton({ value, thing, children, ...props }: CopyTextButtonProps) {
  const t = useMessages(uiMessages);
  const { copied, copy } = useCopy(value, thing);
  return (
    <Button
      data-slot="copy-button"
      icon={copied ? <Check className="text-success" /> : <Copy />}
      {...props}
      onClick={copy}
    >
      {children ?? t("copy")}
      <span className="sr-only"> {thing}</span>
    </Button>
  );
}

/** @returns whether it was copied within the last two seconds, and what copies it */
export function useCopy(value: CopyButtonProps["value"], thing: string): { copied: boolean; copy: () => void } {
  const t = useMessages(uiMessages);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOW_CHECK_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(typeof value === "string" ? value : await value());
      setCopied(true);
      announce(t("copiedThing", { thing }));
    } catch {
      // Refused by the browser, or the value could not be had: saying nothing would leave the old clipboard trusted.
      announce(t("copyFailed", { thing }), "assertive");
    }
  }
  return { copied, copy: () => void copy() };
}
