import type { AuthError } from "@supabase/supabase-js";
import { type ActionState, failure } from "@/lib/api/action-state";

/** What the auth server refuses whatever was asked of it; null for anything else. */
export function commonAuthFailure(error: AuthError): ActionState<never> | null {
  switch (error.code) {
    case "over_request_rate_limit":
    case "over_email_send_rate_limit":
      return failure("Too many attempts. Wait a minute, then try again.");
    case "user_banned":
      return failure("This account is suspended.");
    case "session_not_found":
    case "refresh_token_not_found":
    case "bad_jwt":
      return failure("You were signed out meanwhile. Sign in again.");
    case "insufficient_aal":
      return failure("Enter the code of your authenticator app first, then try again.");
    default:
      return null;
  }
}
