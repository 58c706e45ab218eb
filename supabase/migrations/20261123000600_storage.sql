-- Where files lie: private buckets, and who may touch an object.
--
-- Objects are named `{user id}/{title}/{hash}.jpg`. The record in media_assets says to which
-- company a file belongs; whoever may read the record may read the file. Everybody else gets a
-- signed link.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values
  ('story', 'story', false, 52428800,
    '{image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,video/mp4,video/quicktime,video/webm}'),
  ('destination', 'destination', false, 52428800,
    '{image/jpeg,image/png,image/webp,image/gif,image/avif,video/mp4,video/quicktime,video/webm}'),
  ('experience', 'experience', false, 52428800,
    '{image/jpeg,image/png,image/webp,image/gif,image/avif,video/mp4,video/quicktime,video/webm}'),
  ('attraction', 'attraction', false, 52428800,
    '{image/jpeg,image/png,image/webp,image/gif,image/avif,video/mp4,video/quicktime,video/webm}'),
  -- 4.5 MB: the limit of pictures in the API.
  ('challenge', 'challenge', false, 4718592, '{image/jpeg,image/png,image/webp,image/gif,image/avif}'),
  ('profile', 'profile', false, 4718592, '{image/jpeg,image/png,image/webp,image/gif,image/avif}'),
  ('company', 'company', false, 4718592, '{image/jpeg,image/png,image/webp,image/gif,image/avif}')
on conflict (id) do update set
  public = excluded.public,
  file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;

-- Ours only: other buckets of the project keep their own rules.
create function private.is_our_bucket(bucket text) returns boolean
language sql immutable parallel safe
return bucket in ('story', 'destination', 'experience', 'attraction', 'challenge', 'profile', 'company');

-- Whether the caller may change the stored file: their own, or one of a company they edit. A file
-- that became a company's is the company's: its uploader needs to be an editor still.
-- Definer: policies of storage would otherwise depend on the columns media_assets shows.
create function private.may_change_file(bucket text, path text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select case
        when m.company_id is null then m.user_id = (select auth.uid())
        else m.company_id in (select private.my_company_ids('{admin,editor}'))
      end
      from public.media_assets m where m.bucket = $1 and m.storage_path = $2),
    split_part(path, '/', 1) = (select auth.uid())::text)
    or private.is_super_admin()
$$;
revoke execute on function private.is_our_bucket(text), private.may_change_file(text, text)
  from public;
grant execute on function private.is_our_bucket(text), private.may_change_file(text, text)
  to authenticated, service_role;

create policy "travel buddy: uploader, readers of the record and super admin read"
  on storage.objects for select to authenticated
  using (private.is_our_bucket(bucket_id) and (
    (storage.foldername(name))[1] = (select auth.uid())::text
    or exists (select from public.media_assets m
      where m.bucket = objects.bucket_id and m.storage_path = objects.name)
    or (select private.is_super_admin())));
create policy "travel buddy: uploads into the uploader's folder"
  on storage.objects for insert to authenticated
  with check (private.is_our_bucket(bucket_id)
    and (storage.foldername(name))[1] = (select auth.uid())::text
    and private.may_change_file(bucket_id, name));
create policy "travel buddy: uploader or company editors replace"
  on storage.objects for update to authenticated
  using (private.is_our_bucket(bucket_id) and private.may_change_file(bucket_id, name))
  with check (private.is_our_bucket(bucket_id) and private.may_change_file(bucket_id, name));
create policy "travel buddy: uploader or company editors delete"
  on storage.objects for delete to authenticated
  using (private.is_our_bucket(bucket_id) and private.may_change_file(bucket_id, name));
