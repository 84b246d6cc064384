"use client";

import { CircleAlert } from "lucide-react";
import { useController } from "react-hook-form";

import type { ZodForm } from "@/components/form/use-zod-form";
import type { EventTypeName } from "@/lib/contracts/event-types";

import type { EndpointFormSchema } from "./endpoint-form";
import { EventPicker } from "./event-picker";

export interface EventsFieldProps {
  form: ZodForm<EndpointFormSchema>;
  onSample: (type: EventTypeName) => void;
  sampled: EventTypeName | undefined;
}

/** The picker as a field of the form. Its checkboxes have names of their own, so no label stands around all of them. */
export function EventsField({ form, onSample, sampled }: EventsFieldProps) {
  const { field, fieldState } = useController({ control: form.control, name: "events" });
  const message = fieldState.error?.message;
  return (
    <div className="flex flex-col gap-1.5">
      <EventPicker
        searchRef={field.ref}
        value={field.value}
        onChange={field.onChange}
        onSample={onSample}
        sampled={sampled}
        describedBy={message === undefined ? undefined : "events-error"}
      />
      {message !== undefined && (
        <p id="events-error" className="text-small text-danger flex items-start gap-1.5">
          <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
          {message}
        </p>
      )}
    </div>
  );
}
