import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { FormMessage } from "@/components/ui/form-message";
import { TextLink } from "@/components/ui/text-link";
import { offeredProviders } from "@/lib/accounts/offered-providers";
import { getUser } from "@/lib/accounts/session";
import { isSignInProblem, signInProblems } from "@/lib/accounts/sign-in-problems";
import { failure } from "@/lib/api/action-state";
import { paths, safeNext } from "@/lib/paths";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, problem } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  const providers = await offeredProviders();
  return (
    <>
      <AuthHeading title="Welcome back">Sign in to see who came by.</AuthHeading>
      {isSignInProblem(problem) ? (
        <FormMessage state={failure(signInProblems[problem])} className="mb-5" />
      ) : null}
      <SignInForm next={wanted} />
      <ProviderButtons providers={providers} next={wanted} />
      <p className="mt-6 text-ink-muted text-sm">
        Rather without a password?{" "}
        <TextLink href={paths.signInByMail(wanted)}>Have a code sent to you</TextLink>
      </p>
      <p className="mt-2 text-ink-muted text-sm">
        New here? <TextLink href={paths.signUp(wanted)}>Create a business account</TextLink>
      </p>
    </>
  );
}
