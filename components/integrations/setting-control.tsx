"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";

import { Boxes, ChoiceGroup, listOf, type SettingControlProps } from "./choice-group";
import { EventTypesSetting } from "./event-types-setting";
import { FilterSetting } from "./filter-setting";
import { QuietHoursSetting } from "./quiet-hours-setting";
import { RemoteSetting } from "./remote-setting";

/** The control that a setting asks for. */
export function SettingControl(props: SettingControlProps) {
  const { field, value, error, disabled, onChange } = props;
  const words = { label: field.label, help: field.help ?? undefined, error, optional: !field.required };
  switch (field.control) {
    case "switch":
      return (
        <Checkbox checked={value === true} disabled={disabled} onCheckedChange={onChange}>
          {field.label}
          {field.help !== null && <span className="text-small text-text-3 block">{field.help}</span>}
        </Checkbox>
      );
    case "select":
      return (
        <Field {...words}>
          <Select
            options={field.options}
            value={typeof value === "string" ? value : null}
            onChange={onChange}
            disabled={disabled}
          />
        </Field>
      );
    case "checkboxes":
      return (
        <ChoiceGroup {...words}>
          <Boxes options={field.options} value={listOf(value)} disabled={disabled} onChange={onChange} />
        </ChoiceGroup>
      );
    case "text":
      return (
        <Field {...words}>
          <TextInput
            value={typeof value === "string" ? value : ""}
            maxLength={field.maxLength}
            onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
            disabled={disabled}
          />
        </Field>
      );
    case "remote":
      return <RemoteSetting {...props} field={field} />;
    case "event_types":
      return <EventTypesSetting {...props} field={field} />;
    case "filter":
      return <FilterSetting {...props} field={field} />;
    case "quiet_hours":
      return <QuietHoursSetting {...props} field={field} />;
  }
}
