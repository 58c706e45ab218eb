import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Address, AuthHeading } from "@/components/auth/auth-heading";
import { SecondFactorForm, SignOutButton } from "@/components/auth/second-factor-form";
import { listMyFactors } from "@/lib/accounts/account-queries";
import { getUser, lacksSecondFactor } from "@/lib/accounts/session";
import { paths, safeNext } from "@/lib/paths";

export const metadata: Metadata = { title: "Two-step verification", robots: { index: false } };

/** Between the first proof of who one is (password, mail, Google) and everything else. */
export default async function SecondFactorPage({
  searchParams,
}: PageProps<"/sign-in/second-factor">) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  const signedIn = await getUser();
  if (!signedIn) redirect(paths.signIn(wanted));
  if (!(await lacksSecondFactor(signedIn))) redirect(safeNext(wanted));
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
        No longer have the app? Ask whoever runs this Travel Buddy to take it off your account.
      </p>
    </>
  );
}
