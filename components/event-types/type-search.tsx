"use client";

import { Search } from "lucide-react";
import { useRef } from "react";

import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { TextInput } from "@/components/ui/text-input";

import { eventTypeMessages } from "./messages";

export interface TypeSearchProps {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}

/** Looks through names, descriptions and fields; `/` leads to it. */
export function TypeSearch({ value, onChange, placeholder }: TypeSearchProps) {
  const t = useMessages(eventTypeMessages);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", t("search"), () => input.current?.focus());
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={t("search")}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      leading={<Search />}
      trailing={<KeyCap>/</KeyCap>}
    />
  );
}
