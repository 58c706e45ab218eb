import { expect, it } from "vitest";
import { createProvider, facebookProfile, openIdProfile, twitterProfile } from "./providers.ts";

it("reads what Google says", () => {
  const claims = {
    sub: "108",
    email: "Linh@Example.com",
    email_verified: true,
    name: "Linh Trần",
    given_name: "Linh",
    family_name: "Trần",
    picture: "https://lh3.example/a.jpg",
    hd: "example.com",
  };
  expect(openIdProfile("https://accounts.google.com", claims)).toEqual({
    subject: "108",
    email: "linh@example.com",
    emailVerified: true,
    data: {
      iss: "https://accounts.google.com",
      sub: "108",
      provider_id: "108",
      email: "linh@example.com",
      email_verified: true,
      phone_verified: false,
      name: "Linh Trần",
      full_name: "Linh Trần",
      given_name: "Linh",
      family_name: "Trần",
      picture: "https://lh3.example/a.jpg",
      avatar_url: "https://lh3.example/a.jpg",
    },
  });
});

it.each([[undefined], [false], ["false"], [null]])("does not take %s for verified", (said) => {
  const profile = openIdProfile("x", { sub: "1", email: "a@b.example", email_verified: said });
  expect(profile.emailVerified).toBe(false);
});

it("reads what Facebook says, with and without an address", () => {
  const answer = {
    id: "42",
    name: "An Lê",
    first_name: "An",
    last_name: "Lê",
    email: "an@example.com",
    picture: { data: { url: "https://fb.example/an.jpg", is_silhouette: false } },
  };
  expect(facebookProfile("https://graph.facebook.com", answer)).toMatchObject({
    subject: "42",
    email: "an@example.com",
    emailVerified: true,
    data: { full_name: "An Lê", avatar_url: "https://fb.example/an.jpg", given_name: "An" },
  });
  const { email: _, picture: __, ...less } = answer;
  const profile = facebookProfile("https://graph.facebook.com", less);
  expect(profile).toMatchObject({ email: null, emailVerified: false });
  expect(profile.data).not.toHaveProperty("avatar_url");
});

it("reads what X says: confirmed addresses only, the picture in full size", () => {
  const data = {
    id: "7",
    name: "Bình",
    username: "binh_travels",
    profile_image_url: "https://pbs.example/p_normal.jpg",
    confirmed_email: "binh@example.com",
  };
  expect(twitterProfile("https://api.x.com", { data })).toMatchObject({
    subject: "7",
    email: "binh@example.com",
    emailVerified: true,
    data: { user_name: "binh_travels", avatar_url: "https://pbs.example/p.jpg" },
  });
  const { confirmed_email: _, ...silent } = data;
  expect(twitterProfile("https://api.x.com", { data: silent }).email).toBeNull();
  expect(() => twitterProfile("https://api.x.com", { errors: [{ detail: "no" }] })).toThrow();
});

it("knows no provider that is off, and none without an address", () => {
  const config = {
    enabled: true,
    client_id: "id",
    secret: "s",
    url: "",
    redirect_uri: "",
    skip_nonce_check: false,
    email_optional: false,
  };
  expect(createProvider("google", { ...config, enabled: false })).toBeNull();
  expect(createProvider("keycloak", config)).toBeNull();
  expect(createProvider("google", undefined)).toBeNull();
  for (const name of ["google", "facebook", "twitter", "x"]) {
    expect(createProvider(name, config), name).not.toBeNull();
  }
});

it.each([
  ["facebook", "https://www.facebook.com/dialog/oauth", "email"],
  ["twitter", "https://x.com/i/oauth2/authorize", "users.read tweet.read users.email"],
])("sends people to %s with PKCE", async (name, address, scope) => {
  const provider = createProvider(name, {
    enabled: true,
    client_id: "id",
    secret: "s",
    url: "",
    redirect_uri: "",
    skip_nonce_check: false,
    email_optional: false,
  });
  const attempt = {
    state: "st",
    nonce: "n",
    verifier: "v",
    challenge: "ch",
    redirectUri: "https://a/b",
  };
  const page = await provider?.consentPage(attempt, "", new URLSearchParams());
  const url = new URL(page ?? "");
  expect(url.origin + url.pathname).toBe(address);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: "id",
    scope,
    state: "st",
    code_challenge: "ch",
    code_challenge_method: "S256",
    redirect_uri: "https://a/b",
  });
});
