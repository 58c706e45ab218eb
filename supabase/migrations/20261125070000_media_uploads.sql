-- Uploads in parts: which part has arrived, who puts them together, what becomes of them. And what
-- belongs to no record any more, for the commands that clear it away.

-- Pictures: what a viewer shows until the picture is there -----------------------------------------

alter table public.media_assets
  add column blur_data_url text check (
    length(blur_data_url) <= 1000 and blur_data_url ~ '^data:image/webp;base64,[A-Za-z0-9+/]+=*$');
grant insert (blur_data_url) on public.media_assets to authenticated;

-- Sessions -----------------------------------------------------------------------------------------

alter table public.uploads
  -- Null: the client did not say. What arrives is counted in any case.
  add column file_size bigint check (file_size > 0),
  -- The size of every part but the last; null: parts of any size.
  add column chunk_size integer check (chunk_size > 0),
  -- A day after the last part; then it is nobody's.
  add column expires_at timestamptz not null default now() + interval '1 day',
  -- Since when somebody puts the parts together.
  add column claimed_at timestamptz,
  add column media_id uuid references public.media_assets (id) on delete set null;
create index uploads_media_id_idx on public.uploads (media_id);
create index uploads_expires_at_idx on public.uploads (expires_at);
grant insert (file_size, chunk_size) on public.uploads to authenticated;

create table public.upload_parts (
  upload_id uuid not null references public.uploads (id) on delete cascade,
  part integer not null check (part between 1 and 10000),
  size_bytes integer not null check (size_bytes > 0),
  -- Names the stored part, so a part that is sent again with other bytes can never take its place.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  primary key (upload_id, part)
);
alter table public.upload_parts enable row level security;
revoke all on public.upload_parts from anon, authenticated;
grant select on public.upload_parts to authenticated;
create policy "upload_parts: owner of the upload reads" on public.upload_parts
  for select to authenticated
  using (exists (select from public.uploads u
    where u.id = upload_id and u.user_id = (select auth.uid())));

-- Open uploads are disk space: nobody needs a hundred.
-- Definer: the count must not depend on what the caller is shown.
create function private.limit_open_uploads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select count(*) from public.uploads u
      where u.user_id = new.user_id and u.status <> 'completed' and u.expires_at > now()) >= 100 then
    raise exception using errcode = 'PT409',
      message = 'Too many uploads are open. Finish some, or wait until they expire.';
  end if;
  return new;
end
$$;
revoke execute on function private.limit_open_uploads() from public;
create trigger limit_open_uploads before insert on public.uploads
  for each row execute function private.limit_open_uploads();

-- Records that a part is stored. The same part again is fine, with other bytes it is a conflict.
-- Definer: which parts have arrived is the server's to say, in both tables at once.
create function public.record_upload_part(
  p_upload_id uuid, p_part integer, p_size integer, p_sha256 text)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  session public.uploads;
  known text;
  arrived integer[];
  bytes bigint;
begin
  -- The lock makes parts that arrive at once wait for each other, so none is forgotten.
  select * into session from public.uploads u
  where u.id = p_upload_id and u.user_id = (select auth.uid()) and u.expires_at > now()
  for update;
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such upload.';
  end if;
  if p_part not between 1 and session.total_parts then
    raise exception using errcode = 'invalid_parameter_value', message = 'There is no such part.';
  end if;
  if session.status <> 'completed' then
    insert into public.upload_parts (upload_id, part, size_bytes, sha256)
    values (p_upload_id, p_part, p_size, p_sha256)
    on conflict do nothing;
  end if;
  select p.sha256 into known from public.upload_parts p
  where p.upload_id = p_upload_id and p.part = p_part;
  if known <> p_sha256 then
    raise exception using errcode = 'PT409',
      message = 'This part was sent before with other content.';
  end if;
  select array_agg(p.part order by p.part), sum(p.size_bytes) into arrived, bytes
  from public.upload_parts p where p.upload_id = p_upload_id;
  if session.status <> 'completed' then
    update public.uploads u
    set received_parts = arrived, status = 'uploading', expires_at = now() + interval '1 day'
    where u.id = p_upload_id;
  end if;
  return jsonb_build_object(
    'received', cardinality(arrived), 'total', session.total_parts, 'bytes', bytes);
end
$$;

-- Lets one caller at a time put the parts together. A claim ends by itself, in case its process did.
-- Definer: see above.
create function public.claim_upload(p_upload_id uuid)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  session public.uploads;
  missing integer[];
begin
  select * into session from public.uploads u
  where u.id = p_upload_id and u.user_id = (select auth.uid()) and u.expires_at > now()
  for update;
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such upload.';
  end if;
  if session.status = 'completed' then
    return jsonb_build_object('outcome', 'completed', 'media_id', session.media_id);
  end if;
  select array_agg(wanted order by wanted) into missing
  from generate_series(1, session.total_parts) as wanted
  where wanted <> all (session.received_parts);
  if missing is not null then
    return jsonb_build_object('outcome', 'incomplete', 'missing', to_jsonb(missing));
  end if;
  if session.claimed_at > now() - interval '5 minutes' then
    return jsonb_build_object('outcome', 'busy');
  end if;
  update public.uploads u set claimed_at = now() where u.id = p_upload_id;
  return jsonb_build_object('outcome', 'claimed',
    'file_name', session.file_name, 'mime_type', session.mime_type, 'file_size', session.file_size,
    'parts', (select jsonb_agg(jsonb_build_object('part', p.part, 'size', p.size_bytes,
        'sha256', p.sha256) order by p.part)
      from public.upload_parts p where p.upload_id = p_upload_id));
end
$$;

-- Gives a claim back: putting the parts together did not work this time.
-- Definer: see above.
create function public.release_upload(p_upload_id uuid)
returns void language sql security definer set search_path = '' as $$
  update public.uploads u set claimed_at = null
  where u.id = p_upload_id and u.user_id = (select auth.uid()) and u.status <> 'completed'
$$;

-- The parts are one file now: its record, and the end of the session, together or not at all.
-- Definer: the session's state is not the owner's to write. The record is checked like one they
-- would insert themselves: their own, in their own folder.
create function public.complete_upload(p_upload_id uuid, p_file jsonb)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  given public.media_assets := jsonb_populate_record(null::public.media_assets, p_file);
  media uuid;
begin
  perform from public.uploads u
  where u.id = p_upload_id and u.user_id = uid and u.status <> 'completed'
    and u.claimed_at is not null and cardinality(u.received_parts) = u.total_parts
  for update;
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such upload.';
  end if;
  if given.bucket is null or split_part(given.storage_path, '/', 1) is distinct from uid::text then
    raise exception using errcode = 'insufficient_privilege',
      message = 'The file is not in your folder.';
  end if;
  insert into public.media_assets (user_id, bucket, storage_path, url, usage, mime_type, size_bytes,
    width, height, blur_data_url)
  values (uid, given.bucket, given.storage_path, given.url, given.usage, given.mime_type,
    given.size_bytes, given.width, given.height, given.blur_data_url)
  returning id into media;
  update public.uploads u set status = 'completed', media_id = media, claimed_at = null
  where u.id = p_upload_id;
  return media;
end
$$;

revoke execute on function
  public.record_upload_part(uuid, integer, integer, text), public.claim_upload(uuid),
  public.release_upload(uuid), public.complete_upload(uuid, jsonb) from public, anon;
grant execute on function
  public.record_upload_part(uuid, integer, integer, text), public.claim_upload(uuid),
  public.release_upload(uuid), public.complete_upload(uuid, jsonb) to authenticated;

-- Where parts wait: `{user id}/{upload id}/{part}-{sha256}` ----------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('uploads', 'uploads', false, 16777216, '{application/octet-stream}')
on conflict (id) do update set
  public = excluded.public,
  file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;

create policy "travel buddy: owner reads parts" on storage.objects for select to authenticated
  using (bucket_id = 'uploads'
    and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "travel buddy: owner adds parts of an open upload"
  on storage.objects for insert to authenticated
  with check (bucket_id = 'uploads'
    and (storage.foldername(name))[1] = (select auth.uid())::text
    and exists (select from public.uploads u
      where u.id::text = (storage.foldername(name))[2] and u.user_id = (select auth.uid())
        and u.status <> 'completed' and u.expires_at > now()));
create policy "travel buddy: owner deletes parts" on storage.objects for delete to authenticated
  using (bucket_id = 'uploads'
    and (storage.foldername(name))[1] = (select auth.uid())::text);

-- For the server's clean-up ------------------------------------------------------------------------

-- Parts whose upload is finished, expired or gone. An hour's grace for what is just happening.
create function public.list_abandoned_parts(p_limit integer default 1000)
returns table (bucket text, path text, size_bytes bigint)
language sql stable set search_path = '' as $$
  select o.bucket_id, o.name, (o.metadata ->> 'size')::bigint
  from storage.objects o
  where o.bucket_id = 'uploads' and o.created_at < now() - interval '1 hour'
    and not exists (select from public.uploads u
      where u.id::text = split_part(o.name, '/', 2)
        and u.status <> 'completed' and u.expires_at > now())
  order by o.created_at limit p_limit
$$;

-- Stored files that nothing speaks of: no record of theirs, and no link to them, neither in another
-- record nor in the texts that hold links. Only what is old enough not to be on its way.
create function public.list_orphaned_files(
  p_older_than interval default '2 days', p_limit integer default 1000)
returns table (bucket text, path text, size_bytes bigint, created_at timestamptz)
language sql stable set search_path = '' as $$
  with files as (
    select o.bucket_id, o.name, o.metadata, o.created_at, '/' || o.bucket_id || '/' || o.name as link
    from storage.objects o
    where private.is_our_bucket(o.bucket_id) and o.created_at < now() - p_older_than
      and not exists (select from public.media_assets m
        where m.bucket = o.bucket_id and m.storage_path = o.name)
  ),
  links as materialized (
    select url as link from public.media_assets where storage_path is null
    union all select primary_photo from public.experiences where primary_photo is not null
    union all select primary_video from public.experiences where primary_video is not null
    union all select photo from public.experiences, unnest(photos) as photo
    union all select primary_photo from public.activities where primary_photo is not null
    union all select photo from public.activities, unnest(photos) as photo
    union all select primary_photo from public.locations where primary_photo is not null
    union all select photo from public.locations, unnest(photos) as photo
    union all select entry from public.experience_details, unnest(media) as entry
  )
  select f.bucket_id, f.name, (f.metadata ->> 'size')::bigint, f.created_at
  from files f
  where not exists (select from links l where strpos(l.link, f.link) > 0)
  order by f.created_at limit p_limit
$$;

-- Records whose file is gone: their pictures are broken wherever they are shown.
create function public.list_records_without_file(p_limit integer default 1000)
returns table (id uuid, bucket text, path text)
language sql stable set search_path = '' as $$
  select m.id, m.bucket, m.storage_path from public.media_assets m
  where m.storage_path is not null and m.created_at < now() - interval '1 hour'
    and not exists (select from storage.objects o
      where o.bucket_id = m.bucket and o.name = m.storage_path)
  order by m.created_at limit p_limit
$$;

revoke execute on function public.list_abandoned_parts(integer),
  public.list_orphaned_files(interval, integer), public.list_records_without_file(integer)
  from public, anon, authenticated;
grant execute on function public.list_abandoned_parts(integer),
  public.list_orphaned_files(interval, integer), public.list_records_without_file(integer)
  to service_role;
