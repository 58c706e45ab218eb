"use client";

import { useActionState } from "react";
import { CardBody, CardFooter } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { idle } from "@/lib/api/action-state";
import { saveCompanyProfile } from "@/lib/companies/actions";
import type { Choice } from "@/lib/companies/countries";
import { CompanyFields, type CompanyValues } from "./company-fields";

/** What the company says of itself. */
export function CompanyProfileForm({
  companyId,
  values,
  countries,
  timeZones,
}: {
  companyId: string;
  values: CompanyValues;
  countries: readonly Choice[];
  timeZones: readonly Choice[];
}) {
  const [state, submit, pending] = useActionState(saveCompanyProfile, idle);
  return (
    <Form action={submit} state={state} pending={pending} aria-label="Company profile">
      <input type="hidden" name="id" value={companyId} />
      <CardBody>
        <CompanyFields values={values} state={state} countries={countries} timeZones={timeZones} />
      </CardBody>
      <CardFooter>
        <FormMessage state={state} className="mr-auto" />
        <SubmitButton pending={pending}>Save profile</SubmitButton>
      </CardFooter>
    </Form>
  );
}
