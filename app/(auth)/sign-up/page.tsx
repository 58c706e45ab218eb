import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { TextLink } from "@/components/ui/text-link";
import { getUser } from "@/lib/accounts/session";
import { paths, safeNext } from "@/lib/paths";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  return (
    <>
      <h1 className="display text-4xl">Put your places on the map</h1>
      <p className="mt-2 mb-8 text-ink-muted">
        A business account is free. Your first experience is five minutes away.
      </p>
      <SignUpForm next={wanted} />
      <p className="mt-6 text-ink-muted text-sm">
        Already with us? <TextLink href={paths.signIn(wanted)}>Sign in</TextLink>
      </p>
    </>
  );
}
