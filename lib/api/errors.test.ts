import { AuthApiError, AuthRetryableFetchError } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { fromAuth, fromPostgrest } from "@/lib/api/errors";

const secret = 'Key (email)=(someone@example.com) of table "users" …';

test.each([
  ["23505", 409, "conflict"],
  ["23503", 400, "bad_request"],
  ["23502", 400, "bad_request"],
  ["23514", 400, "bad_request"],
  ["22P02", 400, "bad_request"],
  ["42501", 403, "forbidden"],
  ["P0002", 404, "not_found"],
  ["PGRST116", 404, "not_found"],
  ["PGRST301", 401, "unauthorized"],
  ["PGRST303", 401, "unauthorized"],
  ["42703", 500, "internal"],
  ["57014", 500, "internal"],
  ["P0001", 500, "internal"],
  ["", 500, "internal"],
])("SQLSTATE %s answers %i and says nothing of the database", (code, status, name) => {
  const error = fromPostgrest({ code, message: secret });
  expect(error.status).toBe(status);
  expect(error.code).toBe(name);
  expect(error.message).not.toContain("Key");
  expect(error.message).toMatch(/\.$/);
  expect(error.cause).toMatchObject({ code });
});

test("a rule of ours is told in its own words", () => {
  const error = fromPostgrest({ code: "PT409", message: "A company needs at least one admin." });
  expect(error).toMatchObject({ status: 409, message: "A company needs at least one admin." });
});

test.each([
  ["invalid_credentials", 400, 400, undefined],
  ["user_already_exists", 422, 409, ["email"]],
  ["weak_password", 422, 400, ["password"]],
  ["email_not_confirmed", 400, 400, undefined],
  ["signup_disabled", 422, 403, undefined],
  ["unexpected_failure", 500, 500, undefined],
])("auth code %s answers %i as %i", (code, theirs, ours, fields) => {
  const error = fromAuth(new AuthApiError("Database error saving new user", theirs, code));
  expect(error.status).toBe(ours);
  expect(error.message).not.toContain("Database");
  expect(error.fields && Object.keys(error.fields)).toEqual(fields);
});

test("a limit of the auth server keeps its status and says when to come back", () => {
  const error = fromAuth(new AuthApiError("slow down", 429, "over_request_rate_limit"));
  expect(error.status).toBe(429);
  expect(error.headers).toEqual({ "retry-after": "60" });
});

test("an unreachable auth server is our failure", () => {
  expect(fromAuth(new AuthRetryableFetchError("fetch failed", 0)).status).toBe(500);
});
