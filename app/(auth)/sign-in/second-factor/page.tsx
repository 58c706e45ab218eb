import { redirect } from "next/navigation";
import { Address, AuthHeading } from "@/components/auth/auth-heading";
import {
  RecoveryCodeForm,
  SecondFactorForm,
  SignOutButton,
} from "@/components/auth/second-factor-form";
import { TextLink } from "@/components/ui/text-link";
import { listMyFactors } from "@/lib/accounts/account-queries";
import { getUser, lacksSecondFactor } from "@/lib/accounts/session";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths, safeNext } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Two-step verification", false);

/** Between the first proof of who one is (password, mail, Google) and everything else. */
export default async function SecondFactorPage({
  searchParams,
}: PageProps<"/sign-in/second-factor">) {
  const { next, lost } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  const signedIn = await getUser();
  if (!signedIn) redirect(paths.signIn(wanted));
  if (!(await lacksSecondFactor(signedIn))) redirect(safeNext(wanted));
  const { t } = await readerWords();
  const email = <Address>{signedIn.user.email}</Address>;
  if (lost !== undefined) {
    return (
      <>
        <AuthHeading title={t("Lost your phone?")}>
          {t(
            "A recovery code takes the app off {email} and signs you out everywhere else. Then you set up an app again.",
            { email },
          )}
        </AuthHeading>
        <RecoveryCodeForm />
        <SignOutButton next={wanted} />
        <p className="mt-8 text-ink-muted text-sm">
          {t(
            "No recovery code either? Ask whoever runs this Travel Buddy to take the app off your account, or {app}.",
            { app: <TextLink href={paths.secondFactor(wanted)}>{t("use the app")}</TextLink> },
          )}
        </p>
      </>
    );
  }
  const factors = await listMyFactors(signedIn);
  return (
    <>
      <AuthHeading title={t("One more step")}>
        {t("Open your authenticator app and type the code it shows for {email}.", { email })}
      </AuthHeading>
      <SecondFactorForm factors={factors} next={wanted} />
      <SignOutButton next={wanted} />
      <p className="mt-8 text-ink-muted text-sm">
        {t("No longer have the app? {recovery}", {
          recovery: (
            <TextLink href={paths.lostSecondFactor(wanted)}>{t("Use a recovery code")}</TextLink>
          ),
        })}
      </p>
    </>
  );
}
