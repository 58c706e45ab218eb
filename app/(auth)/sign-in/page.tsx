import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { TextLink } from "@/components/ui/text-link";
import { getUser } from "@/lib/accounts/session";
import { paths, safeNext } from "@/lib/paths";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  return (
    <>
      <h1 className="display text-4xl">Welcome back</h1>
      <p className="mt-2 mb-8 text-ink-muted">Sign in to see who came by.</p>
      <SignInForm next={wanted} />
      <p className="mt-8 text-ink-muted text-sm">
        New here? <TextLink href={paths.signUp(wanted)}>Create a business account</TextLink>
      </p>
    </>
  );
}
