-- The `storage` schema as a hosted project has it, so that migrations, policies and storage-js
-- find the same tables, columns, functions and grants. Applied on a fresh database and safe to
-- apply again.

create schema if not exists storage authorization supabase_storage_admin;

grant usage on schema storage to postgres, anon, authenticated, service_role;
grant all on schema storage to supabase_storage_admin;

-- As upstream: tables of this schema are open to the API roles and row-level security decides.
do $$
declare
  creator text;
begin
  foreach creator in array array[current_user::text, 'supabase_storage_admin'] loop
    execute format(
      'alter default privileges for role %I in schema storage grant all on tables to postgres, anon, authenticated, service_role',
      creator);
    execute format(
      'alter default privileges for role %I in schema storage grant all on functions to postgres, anon, authenticated, service_role',
      creator);
    execute format(
      'alter default privileges for role %I in schema storage grant all on sequences to postgres, anon, authenticated, service_role',
      creator);
  end loop;
end
$$;

do $$
begin
  create type storage.buckettype as enum ('STANDARD', 'ANALYTICS', 'VECTOR');
exception
  when duplicate_object then null;
end
$$;

create table if not exists storage.buckets (
  id text primary key,
  name text not null,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  public boolean default false,
  avif_autodetection boolean default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  type storage.buckettype not null default 'STANDARD'
);

comment on column storage.buckets.owner is 'Field is deprecated, use owner_id instead';

create unique index if not exists bname on storage.buckets (name);

create table if not exists storage.objects (
  id uuid primary key default gen_random_uuid(),
  bucket_id text constraint "objects_bucketId_fkey" references storage.buckets (id),
  name text,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_accessed_at timestamptz default now(),
  metadata jsonb,
  path_tokens text[] generated always as (string_to_array(name, '/')) stored,
  version text,
  owner_id text,
  user_metadata jsonb
);

comment on column storage.objects.owner is 'Field is deprecated, use owner_id instead';

create unique index if not exists bucketid_objname on storage.objects (bucket_id, name);
-- Byte order: lists page by it, and a prefix is one range of it.
create index if not exists idx_objects_bucket_id_name
  on storage.objects (bucket_id, name collate "C");
create index if not exists name_prefix_search on storage.objects (name text_pattern_ops);

alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;

grant all on storage.buckets, storage.objects
  to postgres, anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to postgres with grant option;

/* The helpers that policies call. */

create or replace function storage.foldername(name text)
returns text[] language plpgsql immutable as $$
declare
  parts text[] := string_to_array(name, '/');
begin
  return parts[1 : array_length(parts, 1) - 1];
end
$$;

create or replace function storage.filename(name text)
returns text language plpgsql as $$
declare
  parts text[] := string_to_array(name, '/');
begin
  return parts[array_length(parts, 1)];
end
$$;

create or replace function storage.extension(name text)
returns text language plpgsql immutable as $$
declare
  parts text[] := string_to_array(name, '/');
begin
  return reverse(split_part(reverse(parts[array_length(parts, 1)]), '.', 1));
end
$$;

-- The Storage operation under way, for policies that tell e.g. a list from a download.
create or replace function storage.operation()
returns text language plpgsql stable as $$
begin
  return current_setting('storage.operation', true);
end
$$;

create or replace function storage.get_size_by_bucket()
returns table (size bigint, bucket_id text) language plpgsql stable as $$
begin
  return query
    select sum((o.metadata ->> 'size')::bigint)::bigint, o.bucket_id
    from storage.objects o
    group by o.bucket_id;
end
$$;

create or replace function storage.update_updated_at_column()
returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end
$$;

create or replace trigger update_objects_updated_at
  before update on storage.objects
  for each row execute function storage.update_updated_at_column();

-- As upstream: a plain DELETE would orphan files on disk, so only the service may delete.
create or replace function storage.protect_delete()
returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('storage.allow_delete_query', true), 'false') <> 'true' then
    raise exception 'Direct deletion from storage tables is not allowed. Use the Storage API instead.'
      using hint = 'This prevents accidental data loss from orphaned objects.',
            errcode = '42501';
  end if;
  return null;
end
$$;

create or replace trigger protect_buckets_delete
  before delete on storage.buckets
  for each statement execute function storage.protect_delete();

create or replace trigger protect_objects_delete
  before delete on storage.objects
  for each statement execute function storage.protect_delete();

do $$
declare
  helper regprocedure;
begin
  for helper in
    select p.oid::regprocedure
    from pg_catalog.pg_proc p
    where p.pronamespace = 'storage'::regnamespace
  loop
    execute format('alter function %s owner to supabase_storage_admin', helper);
    execute format(
      'grant execute on function %s to postgres, anon, authenticated, service_role', helper);
  end loop;
end
$$;
