"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";

import { IconButton } from "./icon-button";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { TextInput, type TextInputProps } from "./text-input";

export type PasswordInputProps = Omit<TextInputProps, "type" | "trailing">;

/** A password or key that is typed in. Pasting and password managers are welcome. */
export function PasswordInput({ autoComplete = "off", ...props }: PasswordInputProps) {
  const t = useMessages(uiMessages);
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      data-slot="password-input"
      type={shown ? "text" : "password"}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <IconButton
          size="small"
          label={t(shown ? "hidePassword" : "showPassword")}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      }
      {...props}
    />
  );
}
