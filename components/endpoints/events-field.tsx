"use client";

import { CircleAlert } from "lucide-react";
import { useController } from "react-hook-form";

import type { ZodForm } from "@/components/form/use-zod-form";
import { useMessages } from "@/components/ui/locale";
import type { SubscriptionName } from "@/lib/contracts/event-types";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { EndpointFormSchema } from "./endpoint-form";
import { eventGroups } from "./event-groups";
import { EventPicker } from "./event-picker";
import { endpointMessages } from "./messages";

export interface EventsFieldProps {
  form: ZodForm<EndpointFormSchema>;
  surface: EndpointScope["surface"];
  onSample: (type: SubscriptionName) => void;
  sampled: SubscriptionName | undefined;
}

/** The picker as a field of the form. Its checkboxes have names of their own, so no label stands around all of them. */
export function EventsField({ form, surface, onSample, sampled }: EventsFieldProps) {
  const { field, fieldState } = useController({ control: form.control, name: "events" });
  const t = useMessages(endpointMessages);
  const message = fieldState.error?.message;
  return (
    <div className="flex flex-col gap-1.5">
      <EventPicker
        groups={eventGroups(surface, t)}
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
