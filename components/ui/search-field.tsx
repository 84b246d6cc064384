"use client";

import { Search } from "lucide-react";
import { useRef } from "react";

import { cn } from "./cn";
import { KeyCap } from "./key-cap";
import { useShortcut } from "./shortcuts";
import { TextInput } from "./text-input";

export interface SearchFieldProps {
  /** What is searched, as its name: “Search links”. */
  label: string;
  /** Where the name is too long to stand in it. */
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

/** Searches the list of the page; `/` leads to it. */
export function SearchField({ label, placeholder = label, value, onChange, className }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", label, () => input.current?.focus());
  return (
    <div className={cn("w-full sm:w-66", className)}>
      <TextInput
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        leading={<Search />}
        trailing={<KeyCap>/</KeyCap>}
      />
    </div>
  );
}
