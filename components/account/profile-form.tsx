"use client";

import { useActionState } from "react";
import { CardBody, CardFooter } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormMessage } from "@/components/ui/form-message";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { saveProfile } from "@/lib/accounts/account-actions";
import { languageChoices } from "@/lib/accounts/languages";
import { fieldErrors, idle } from "@/lib/api/action-state";
import type { MailLanguage } from "@/lib/email/templates/context";

type ProfileFormProps = {
  values: {
    firstName: string;
    lastName: string;
    /** Null: no business profile, so there is nothing to name. */
    businessName: string | null;
    language: MailLanguage;
  };
};

export function ProfileForm({ values }: ProfileFormProps) {
  const [state, submit, pending] = useActionState(saveProfile, idle);
  return (
    <Form action={submit} state={state} pending={pending} aria-label="Profile">
      <CardBody className="space-y-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="first_name"
            label="First name"
            autoComplete="given-name"
            defaultValue={values.firstName}
            errors={fieldErrors(state, "first_name")}
          />
          <TextField
            name="last_name"
            label="Last name"
            autoComplete="family-name"
            optional
            defaultValue={values.lastName}
            errors={fieldErrors(state, "last_name")}
          />
        </div>
        {values.businessName === null ? null : (
          <TextField
            name="business_name"
            label="Business name"
            hint="What your colleagues see you as."
            autoComplete="organization"
            defaultValue={values.businessName}
            errors={fieldErrors(state, "business_name")}
          />
        )}
        <Select
          name="language"
          label="Language of our mails"
          options={languageChoices}
          defaultValue={values.language}
          errors={fieldErrors(state, "language")}
        />
      </CardBody>
      <CardFooter>
        <FormMessage state={state} className="mr-auto" />
        <SubmitButton pending={pending}>Save profile</SubmitButton>
      </CardFooter>
    </Form>
  );
}
