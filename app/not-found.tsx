import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Logo } from "@/components/ui/logo";
import { Scene } from "@/components/ui/scene";
import { paths } from "@/lib/paths";

export const metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col items-center justify-center gap-8 px-6 py-12 text-center">
      <Logo />
      <div className="h-48 w-full max-w-sm overflow-hidden rounded-2xl shadow-md">
        <Scene kind="bay" />
      </div>
      <div className="space-y-2">
        <h1 className="display text-4xl">This path leads nowhere</h1>
        <p className="text-ink-muted">
          The page has moved, was removed, or was never there. It may also belong to a company you
          are not a member of.
        </p>
      </div>
      <Button asChild>
        <Link href={paths.home()}>Back to the start</Link>
      </Button>
    </main>
  );
}
