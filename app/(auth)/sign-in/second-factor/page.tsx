import type { Metadata } from "next";
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
import { paths, safeNext } from "@/lib/paths";

export const metadata: Metadata = { title: "Two-step verification", robots: { index: false } };

/** Between the first proof of who one is (password, mail, Google) and everything else. */
export default async function SecondFactorPage({
  searchParams,
}: PageProps<"/sign-in/second-factor">) {
  const { next, lost } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  const signedIn = await getUser();
  if (!signedIn) redirect(paths.signIn(wanted));
  if (!(await lacksSecondFactor(signedIn))) redirect(safeNext(wanted));
  if (lost !== undefined) {
    return (
      <>
        <AuthHeading title="Lost your phone?">
          A recovery code takes the app off <Address>{signedIn.user.email}</Address> and signs you
          out everywhere else. Then you set up an app again.
        </AuthHeading>
        <RecoveryCodeForm />
        <SignOutButton next={wanted} />
        <p className="mt-8 text-ink-muted text-sm">
          No recovery code either? Ask whoever runs this Travel Buddy to take the app off your
          account, or <TextLink href={paths.secondFactor(wanted)}>use the app</TextLink>.
        </p>
      </>
    );
  }
  const factors = await listMyFactors(signedIn);
  return (
    <>
      <AuthHeading title="One more step">
        Open your authenticator app and type the code it shows for{" "}
        <Address>{signedIn.user.email}</Address>.
      </AuthHeading>
      <SecondFactorForm factors={factors} next={wanted} />
      <SignOutButton next={wanted} />
      <p className="mt-8 text-ink-muted text-sm">
        No longer have the app?{" "}
        <TextLink href={paths.lostSecondFactor(wanted)}>Use a recovery code</TextLink>
      </p>
    </>
  );
}
