import { answerAuthHook } from "@/lib/email/auth-hook";

/** Supabase asks for a mail. */
export const POST = answerAuthHook;
