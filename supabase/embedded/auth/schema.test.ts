import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthBackend, newEmail, signedIn, startAuthBackend } from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend();
});
afterAll(() => backend?.stop());

describe("the auth schema", () => {
  it("takes the rows that ordinary seeds write, and their people can sign in", async () => {
    const email = newEmail("seeded");
    await backend.sql`
      with person as (
        insert into auth.users (
          instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
          raw_app_meta_data, raw_user_meta_data, is_super_admin, created_at, updated_at,
          confirmation_token, email_change, email_change_token_new, recovery_token
        ) values (
          '00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated',
          'authenticated', ${email}, extensions.crypt('seeded-password', extensions.gen_salt('bf')),
          now(), '{"provider": "email", "providers": ["email"]}', '{"name": "Seeded"}', false,
          now(), now(), '', '', '', ''
        ) returning id
      )
      insert into auth.identities (
        id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
      )
      select gen_random_uuid(), id, id, jsonb_build_object('sub', id, 'email', ${email}::text),
             'email', now(), now(), now()
        from person`;
    const { data, error } = await backend
      .client()
      .auth.signInWithPassword({ email, password: "seeded-password" });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ user_metadata: { name: "Seeded" }, phone: "" });
  });

  it("lets an id alone be inserted, as migrations' tests do", async () => {
    const [user] = await backend.sql`
      insert into auth.users (id, email) values (gen_random_uuid(), ${newEmail()}) returning *`;
    expect(user).toMatchObject({ is_anonymous: false, is_sso_user: false, confirmed_at: null });
    const { data, error } = await backend.admin.auth.admin.getUserById(user?.id);
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ app_metadata: {}, user_metadata: {}, identities: [] });
  });

  it("has upstream's uid(), role(), email() and jwt(), for tokens and legacy settings", async () => {
    const { client, user, email } = await signedIn(backend);
    await backend.sql.unsafe(`
      create or replace function public.whoami() returns jsonb language sql stable as
        $$ select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'email', auth.email(),
             'provider', auth.jwt() -> 'app_metadata' ->> 'provider') $$;
      notify pgrst, 'reload schema';`);
    // The gateway learns of the new function a moment later, as PostgREST does.
    await expect
      .poll(async () => (await client.rpc("whoami")).data)
      .toEqual({ uid: user.id, role: "authenticated", email, provider: "email" });
    const [legacy] = await backend.sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claim.sub', ${user.id}, true),
                      set_config('request.jwt.claim.role', 'anon', true),
                      set_config('request.jwt.claim.email', 'a@example.com', true)`;
      return tx`select auth.uid(), auth.role(), auth.email(), auth.jwt()`;
    });
    expect(legacy).toEqual({ uid: user.id, role: "anon", email: "a@example.com", jwt: null });
    const [nobody] = await backend.sql`select auth.uid(), auth.role(), auth.email(), auth.jwt()`;
    expect(nobody).toEqual({ uid: null, role: null, email: null, jwt: null });
  });

  it("is nobody's to read, nor is the mailbox, through the API roles", async () => {
    const tables = await backend.sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('auth', 'embedded')`;
    expect(tables.length).toBeGreaterThan(10);
    for (const role of ["anon", "authenticated", "service_role"]) {
      const readable = await backend.sql`
        select name from unnest(${tables.map(({ name }) => name)}::text[]) as name
         where has_table_privilege(${role}, name, 'select, insert, update, delete')`;
      expect(readable, role).toEqual([]);
    }
  });

  it("can be laid again over itself", async () => {
    const bootstrap = await readFile(new URL("../bootstrap/10_auth.sql", import.meta.url), "utf8");
    const count = () => backend.sql`select count(*)::int from auth.users`;
    const before = await count();
    await backend.sql.unsafe(bootstrap);
    expect(await count()).toEqual(before);
  });
});
