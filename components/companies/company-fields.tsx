"use client";

import { Combobox } from "@/components/ui/combobox";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, fieldErrors } from "@/lib/api/action-state";
import type { Choice } from "@/lib/companies/countries";

export type CompanyValues = {
  name: string;
  slogan: string;
  description: string;
  city: string;
  country: string;
  timeZone: string;
};

type CompanyFieldsProps = {
  values: CompanyValues;
  state: ActionState;
  countries: readonly Choice[];
  timeZones: readonly Choice[];
  /** Country and zone are the owner's state where they are guessed after the page has opened. */
  onCountryChange?: (country: string) => void;
  onTimeZoneChange?: (zone: string) => void;
};

/** What a company says of itself; the same fields when it is founded and when it is edited. */
export function CompanyFields({
  values,
  state,
  countries,
  timeZones,
  onCountryChange,
  onTimeZoneChange,
}: CompanyFieldsProps) {
  return (
    <div className="space-y-5">
      <TextField
        name="name"
        label="Name"
        maxLength={255}
        autoComplete="organization"
        defaultValue={values.name}
        errors={fieldErrors(state, "name")}
      />
      <TextField
        name="slogan"
        label="Slogan"
        optional
        maxLength={255}
        counter={80}
        autoComplete="off"
        defaultValue={values.slogan}
        errors={fieldErrors(state, "slogan")}
      />
      <TextArea
        name="description"
        label="Description"
        hint="Who you are and what travellers find with you."
        optional
        maxLength={5000}
        defaultValue={values.description}
        errors={fieldErrors(state, "description")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="city"
          label="City"
          optional
          maxLength={200}
          autoComplete="address-level2"
          defaultValue={values.city}
          errors={fieldErrors(state, "city")}
        />
        <Combobox
          name="country"
          label="Country"
          optional
          options={countries}
          placeholder="Choose a country"
          errors={fieldErrors(state, "country")}
          {...(onCountryChange
            ? { value: values.country, onValueChange: onCountryChange }
            : { defaultValue: values.country })}
        />
      </div>
      <Combobox
        name="time_zone"
        label="Time zone"
        hint="Your days, and so your figures, begin at midnight there."
        options={timeZones}
        placeholder="Choose a time zone"
        errors={fieldErrors(state, "time_zone")}
        {...(onTimeZoneChange
          ? { value: values.timeZone, onValueChange: onTimeZoneChange }
          : { defaultValue: values.timeZone })}
      />
    </div>
  );
}
