"use client";

import { useActionState, useEffect, useState } from "react";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { idle } from "@/lib/api/action-state";
import { foundCompany } from "@/lib/companies/actions";
import { type Choice, knownTimeZone } from "@/lib/companies/countries";
import { CompanyFields } from "./company-fields";

/** Founds a company; place and zone are guessed from the browser and can be changed. */
export function CreateCompanyForm({
  countries,
  timeZones,
}: {
  countries: readonly Choice[];
  timeZones: readonly Choice[];
}) {
  const [state, submit, pending] = useActionState(foundCompany, idle);
  const [country, setCountry] = useState("");
  const [timeZone, setTimeZone] = useState("UTC");

  useEffect(() => {
    // Only the browser knows; the server renders the plain choice first.
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setTimeZone(knownTimeZone(zone, timeZones) ?? "UTC");
    const { region } = new Intl.Locale(navigator.language);
    if (region && countries.some(({ value }) => value === region)) setCountry(region);
  }, [countries, timeZones]);

  return (
    <Form
      action={submit}
      state={state}
      pending={pending}
      aria-label="New company"
      className="space-y-6"
    >
      <CompanyFields
        values={{ name: "", slogan: "", description: "", city: "", country, timeZone }}
        state={state}
        countries={countries}
        timeZones={timeZones}
        onCountryChange={setCountry}
        onTimeZoneChange={setTimeZone}
      />
      <FormMessage state={state} />
      <SubmitButton pending={pending}>Create company</SubmitButton>
    </Form>
  );
}
