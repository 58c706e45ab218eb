"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type OAuthProvider, oauthProviders, supabaseProvider } from "@/lib/accounts/oauth";
import { failure, visitorAction } from "@/lib/api/action";
import { env } from "@/lib/env";
import { paths, safeNext } from "@/lib/paths";
import { createServerSessionClient } from "@/lib/supabase/server";

const providerForm = z.object({
  provider: z.enum(Object.keys(oauthProviders) as OAuthProvider[]),
  next: z.string().max(2048).optional(),
});

/** On to Google and the like. What proves later that it was this browser stays in a cookie (PKCE). */
export const signInWith = visitorAction(providerForm, async ({ provider, next }) => {
  const called = await supabaseProvider(provider);
  if (!called) return failure("This does not work at the moment. Use another way.");
  const db = await createServerSessionClient();
  const back = paths.authCallback(next ? safeNext(next) : undefined);
  const { data, error } = await db.auth.signInWithOAuth({
    provider: called,
    options: { redirectTo: new URL(back, env.appUrl).href, skipBrowserRedirect: true },
  });
  if (error || !data.url) return failure("This does not work at the moment. Use another way.");
  redirect(data.url);
});
