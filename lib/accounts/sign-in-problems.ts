/** What may go wrong between us and Google and the like, as the sign-in page explains it. */
export const signInProblems = {
  denied:
    "You did not let us sign you in. Nothing has happened; try again, or sign in another way.",
  stale: "That took too long, or began in another browser. Please try once more.",
  closed: "There is no account with this address, and new ones are closed at the moment.",
  "no-address": "The other site did not tell us a confirmed e-mail address, and we need one.",
  unavailable: "Signing in this way does not work at the moment. Use another way.",
} as const;

export type SignInProblem = keyof typeof signInProblems;

export function isSignInProblem(value: unknown): value is SignInProblem {
  return typeof value === "string" && Object.hasOwn(signInProblems, value);
}

/** @param code the auth server's, of an exchange or in the address it sends people back to */
export function signInProblem(
  code: string | null | undefined,
  error?: string | null,
): SignInProblem {
  switch (code) {
    case "flow_state_not_found":
    case "flow_state_expired":
    case "bad_code_verifier":
    case "bad_oauth_state":
    case "pkce_code_verifier_not_found":
      return "stale";
    case "signup_disabled":
      return "closed";
    case "provider_email_needs_verification":
    case "email_not_confirmed":
    case "email_address_not_provided":
      return "no-address";
  }
  return error === "access_denied" ? "denied" : "unavailable";
}
