"use client";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import type { ReferenceOperation, TryField } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";
import { fieldsOf, keyOf, type TryProblem, type TryValues } from "./try-request";

export interface TryFieldsProps {
  operation: ReferenceOperation;
  values: TryValues;
  problems: Readonly<Record<string, TryProblem>>;
  onChange: (key: string, value: string) => void;
}

/** An input for all that the operation takes: of its path, behind the question mark, in its body. */
export function TryFields({ operation, values, problems, onChange }: TryFieldsProps) {
  const t = useMessages(referenceMessages);
  return fieldsOf(operation).map(([place, field]) => {
    const key = keyOf(place, field);
    const problem = problems[key];
    return (
      <Field
        key={key}
        label={
          <span dir="ltr" translate="no" className="text-mono font-mono">
            {field.name}
          </span>
        }
        optional={field.optional}
        aside={<span className="text-small text-text-3">{field.type}</span>}
        error={problem && t(problem)}
      >
        <TryInput field={field} name={key} value={values[key] ?? ""} onChange={(value) => onChange(key, value)} />
      </Field>
    );
  });
}

interface TryInputProps {
  field: TryField;
  name: string;
  value: string;
  onChange: (value: string) => void;
}

function TryInput({ field: { kind, choices }, name, value, onChange }: TryInputProps) {
  const t = useMessages(referenceMessages);
  if (kind === "choice" || kind === "boolean")
    return (
      <Select
        name={name}
        value={value}
        onChange={onChange}
        options={[{ value: "", label: t("notSent") }, ...choices.map((choice) => ({ value: choice, label: choice }))]}
      />
    );
  const props = { name, value, autoComplete: "off", spellCheck: false } as const;
  return kind === "json" ? (
    <Textarea mono {...props} rows={2} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <TextInput
      mono
      {...props}
      inputMode={kind === "number" ? "decimal" : "text"}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
