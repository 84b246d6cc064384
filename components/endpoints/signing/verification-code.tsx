"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";

import { CodeBlock } from "@/components/ui/code-block";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Tabs } from "@/components/ui/tabs";
import { type RawBodyHint, VERIFY_SNIPPETS } from "@/lib/shared/verification/snippets";

import { signingMessages } from "./messages";

const LANGUAGES = VERIFY_SNIPPETS.map(({ language }) => language);
/** What the code reads; the switch puts the value in its place. */
const VARIABLE = "LINQUID_WEBHOOK_SECRET";

export interface VerificationCodeProps {
  /** The current secret while it is revealed. */
  secret: string | undefined;
}

/** What a receiver copies, in six languages, with the way to the untouched body in each framework. */
export function VerificationCode({ secret }: VerificationCodeProps) {
  const t = useMessages(signingMessages);
  const [language, setLanguage] = useQueryState(
    "lang",
    parseAsStringLiteral(LANGUAGES).withDefault("node").withOptions({ history: "replace" }),
  );
  const [inserting, setInserting] = useState(false);
  const insert = inserting && secret !== undefined;
  return (
    <Panel aria-labelledby="code-title">
      <PanelPart className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h2 id="code-title" className="text-h2">
            {t("code")}
          </h2>
          <Switch
            checked={insert}
            onCheckedChange={setInserting}
            disabled={secret === undefined}
            title={secret === undefined ? t("insertHint") : undefined}
            className="text-small text-text-2"
          >
            {t("insertSecret")}
          </Switch>
        </div>
        <Tabs
          label={t("language")}
          value={language}
          onChange={(next) => void setLanguage(next)}
          tabs={VERIFY_SNIPPETS.map((snippet) => ({
            value: snippet.language,
            label: snippet.title,
            panel: (
              <div className="flex flex-col gap-2.5">
                <RawBody hints={snippet.hints} />
                <CodeBlock
                  long
                  wrap={false}
                  thing={t("codeIn", { language: snippet.title })}
                  code={insert ? withSecret(snippet.code, snippet.language, secret) : snippet.code}
                />
              </div>
            ),
          }))}
        />
      </PanelPart>
    </Panel>
  );
}

function RawBody({ hints }: { hints: readonly RawBodyHint[] }) {
  const t = useMessages(signingMessages);
  const [framework, setFramework] = useState(hints[0]?.framework ?? "");
  const hint = hints.find((each) => each.framework === framework) ?? hints[0];
  if (!hint) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Select
        look="button"
        size="small"
        aria-label={t("framework")}
        value={hint.framework}
        onChange={setFramework}
        options={hints.map((each) => ({ value: each.framework, label: each.framework }))}
      />
      <code dir="ltr" translate="no" className="text-mono-sm min-w-0 font-mono wrap-anywhere">
        {hint.code}
      </code>
    </div>
  );
}

/** The shell reads the variable in place; functions take the secret from their caller, who is given it above. */
function withSecret(code: string, language: string, secret: string): string {
  if (language === "curl") return `${VARIABLE}='${secret}'\n${code}`;
  const comment = { python: "#", ruby: "#" }[language] ?? "//";
  const line = `${comment} ${VARIABLE}=${secret}`;
  return language === "php" ? code.replace("<?php", `<?php\n${line}`) : `${line}\n${code}`;
}
