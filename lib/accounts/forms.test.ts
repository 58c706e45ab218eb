import { expect, it } from "vitest";
import { sixDigits } from "./forms";
import { signInProblem } from "./sign-in-problems";

it.each(["123456", " 123 456 ", "123-456", "123\u00a0456", "1 2 3 4 5 6"])(
  "takes the code as it was pasted: %j",
  (code) => {
    expect(sixDigits.parse(code)).toBe("123456");
  },
);

it.each(["12345", "1234567", "12345a", "", "１２３４５６"])("refuses %j as a code", (code) => {
  expect(sixDigits.safeParse(code).success).toBe(false);
});

it.each([
  [null, "access_denied", "denied"],
  ["access_denied", "access_denied", "denied"],
  ["bad_oauth_state", "invalid_request", "stale"],
  ["flow_state_expired", undefined, "stale"],
  ["signup_disabled", "access_denied", "closed"],
  ["unexpected_failure", "server_error", "unavailable"],
  [undefined, undefined, "unavailable"],
])("explains %s, %s as %s", (code, error, problem) => {
  expect(signInProblem(code, error)).toBe(problem);
});
