-- Ground rules and small helpers every later migration uses.
--
-- Status and role columns are text with a check, not enums: the equality of an enum is not
-- leakproof, so below a row-level security policy Postgres would not use an index for it.

create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;

-- Helpers of policies and of functions. Not among the schemas the API serves.
create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- A hosted project opens new tables and functions of `public` to everybody. Here nothing is open
-- until a migration says so. (The server's own "execute for public" on functions cannot be taken
-- back per schema, so each function revokes it, and a test looks for one that forgot.)
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;

-- The next four are parsed here and now ("return"), so they need no pinned search path, which would
-- keep Postgres from inlining them into the checks and columns that use them.

-- "Chợ Bến Thành" -> "cho ben thanh": search must not depend on typing the accents.
create function private.fold(value text) returns text
language sql immutable parallel safe
return lower(
  regexp_replace(translate(normalize(value, nfd), 'đĐ', 'dD'), '[\u0300-\u036f]', '', 'g'));

-- A user name as the API accepts it, made of whatever somebody is called; null when too little
-- is left of it.
create function private.username_from(value text) returns text
language sql immutable parallel safe
return substring(
  regexp_replace(translate(normalize(value, nfd), 'đĐ', 'dD'), '[^A-Za-z0-9_]', '', 'g')
  from '^.{3,50}');

-- Links reach <img src> and href of other people's browsers, so only http(s). The empty string is
-- what older clients send for "no picture".
create function private.is_link(value text) returns boolean
language sql immutable parallel safe
return value = '' or (value ~* '^https?://[^\s]+$' and length(value) <= 4000);

create function private.are_links(list text[]) returns boolean
language sql immutable parallel safe
return cardinality(list) <= 200
  and (select coalesce(bool_and(item is not null and private.is_link(item)), true)
    from unnest(list) as item);

revoke execute on function
  private.touch_updated_at(), private.fold(text), private.username_from(text),
  private.is_link(text), private.are_links(text[]) from public;
-- Checks and generated columns run with the rights of whoever writes the row.
grant execute on function private.fold(text), private.is_link(text), private.are_links(text[])
  to anon, authenticated, service_role;
grant execute on function private.username_from(text) to service_role;
