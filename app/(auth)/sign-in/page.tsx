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
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths, safeNext } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Sign in");

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, problem } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  const { t } = await readerWords();
  const providers = await offeredProviders();
  return (
    <>
      <AuthHeading title={t("Welcome back")}>{t("Sign in to see who came by.")}</AuthHeading>
      {isSignInProblem(problem) ? (
        <FormMessage state={failure(t(signInProblems[problem]))} className="mb-5" />
      ) : null}
      <SignInForm next={wanted} />
      <ProviderButtons providers={providers} next={wanted} />
      <p className="mt-6 text-ink-muted text-sm">
        {t("Rather without a password? {code}", {
          code: (
            <TextLink href={paths.signInByMail(wanted)}>{t("Have a code sent to you")}</TextLink>
          ),
        })}
      </p>
      <p className="mt-2 text-ink-muted text-sm">
        {t("New here? {signUp}", {
          signUp: <TextLink href={paths.signUp(wanted)}>{t("Create a business account")}</TextLink>,
        })}
      </p>
    </>
  );
}
