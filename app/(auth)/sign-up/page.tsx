import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { TextLink } from "@/components/ui/text-link";
import { offeredProviders } from "@/lib/accounts/offered-providers";
import { getUser } from "@/lib/accounts/session";
import { readerTitle, readerWords } from "@/lib/format/reader-words";
import { paths, safeNext } from "@/lib/paths";

export const generateMetadata = () => readerTitle("Create an account");

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const wanted = typeof next === "string" ? next : undefined;
  if (await getUser()) redirect(safeNext(wanted));
  const { t } = await readerWords();
  return (
    <>
      <AuthHeading title={t("Put your places on the map")}>
        {t("A business account is free. Your first experience is five minutes away.")}
      </AuthHeading>
      <SignUpForm next={wanted} />
      <ProviderButtons providers={await offeredProviders()} next={wanted} />
      <p className="mt-6 text-ink-muted text-sm">
        {t("Already with us? {signIn}", {
          signIn: <TextLink href={paths.signIn(wanted)}>{t("Sign in")}</TextLink>,
        })}
      </p>
    </>
  );
}
