-- Files on their way through our own ingest, which speaks UploadThing's protocol: how far each one
-- is, what its route said about it, and what came of it. Their parts wait in the bucket of parts.

create table public.ingest_files (
  -- UploadThing's key of the file.
  key text primary key check (key ~ '^[A-Za-z0-9]{20,200}$'),
  user_id uuid not null references auth.users (id) on delete cascade,
  slug text not null check (length(slug) between 1 and 100),
  -- Names this upload among its owner's: the same key with another name is somebody else's.
  custom_id text not null check (length(custom_id) between 1 and 200),
  -- What the route's middleware answered; its callback gets it back.
  metadata jsonb not null,
  -- Known from the signed address, with the first bytes.
  file_size bigint check (file_size > 0),
  received bigint not null default 0 check (received >= 0),
  -- In order: [{"path": …, "size": …}].
  parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array'),
  -- Who is writing. A connection that was taken over can add nothing any more.
  writer uuid,
  -- Since when somebody finishes it.
  claimed_at timestamptz,
  -- What the callback answered. Null until then.
  result jsonb,
  expires_at timestamptz not null default now() + interval '1 day',
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint ingest_files_progress_check check (received <= file_size)
);
create index ingest_files_user_id_idx on public.ingest_files (user_id);
create index ingest_files_expires_at_idx on public.ingest_files (expires_at);
create trigger touch_updated_at before update on public.ingest_files
  for each row execute function private.touch_updated_at();

-- The server's alone: whoever uploads shows a signed address, not a session.
alter table public.ingest_files enable row level security;
revoke all on public.ingest_files from anon, authenticated;
grant select, insert, update, delete on public.ingest_files to service_role;

-- Open uploads are disk space: nobody needs a hundred.
create function private.limit_open_ingest() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (select count(*) from public.ingest_files f
      where f.user_id = new.user_id and f.result is null and f.expires_at > now()) >= 100 then
    raise exception using errcode = 'PT409',
      message = 'Too many uploads are open. Finish some, or wait until they expire.';
  end if;
  return new;
end
$$;
revoke execute on function private.limit_open_ingest() from public;
create trigger limit_open_ingest before insert on public.ingest_files
  for each row execute function private.limit_open_ingest();

-- Parts whose upload is finished, expired or gone, of either way to upload. An hour's grace for what
-- is just happening.
create or replace function public.list_abandoned_parts(p_limit integer default 1000)
returns table (bucket text, path text, size_bytes bigint)
language sql stable set search_path = '' as $$
  select o.bucket_id, o.name, (o.metadata ->> 'size')::bigint
  from storage.objects o
  where o.bucket_id = 'uploads' and o.created_at < now() - interval '1 hour'
    and not exists (select from public.uploads u
      where u.id::text = split_part(o.name, '/', 2)
        and u.status <> 'completed' and u.expires_at > now())
    and not exists (select from public.ingest_files f
      where f.key = split_part(o.name, '/', 2) and f.result is null and f.expires_at > now())
  order by o.created_at limit p_limit
$$;
