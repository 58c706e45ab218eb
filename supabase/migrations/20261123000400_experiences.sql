-- Experiences and what describes them: blocks, activities, locations.
--
-- Invariant: an active experience belongs to a live company. Triggers keep it (publishing for a
-- deleted company is refused, deleting a company archives), so "status = 'active'" alone decides
-- what the public reads and no list has to look at every company.

create table public.experiences (
  id uuid primary key default gen_random_uuid(),
  created_by uuid default auth.uid()
    references public.businessprofiles (businessid) on delete set null,
  -- Restrict: a company's content must not vanish by the way; companies are deleted softly.
  owned_by uuid not null default private.default_company_id()
    references public.company_accounts (id) on delete restrict,
  name text not null check (length(btrim(name)) between 1 and 255),
  description text check (length(description) <= 50000),
  thumbnail_description text check (length(thumbnail_description) <= 2000),
  address text check (length(address) <= 500),
  primary_keyword text check (length(primary_keyword) <= 255),
  url_slug text check (length(url_slug) <= 255),
  primary_photo text check (private.is_link(primary_photo)),
  primary_photo_id uuid references public.media_assets (id) on delete set null,
  primary_video text check (private.is_link(primary_video)),
  primary_video_id uuid references public.media_assets (id) on delete set null,
  photos text[] check (private.are_links(photos)),
  photos_id uuid[] check (cardinality(photos_id) <= 200),
  parent_experience uuid references public.experiences (id) on delete set null,
  default_questions text[] check (cardinality(default_questions) <= 50),
  status text not null default 'inactive' check (status in ('active', 'inactive', 'internal')),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  search tsvector generated always as (
    setweight(to_tsvector('pg_catalog.simple', private.fold(name)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', private.fold(coalesce(address, ''))), 'B')
    || setweight(to_tsvector('pg_catalog.simple',
      private.fold(coalesce(thumbnail_description, '') || ' ' || coalesce(description, ''))), 'C')
  ) stored,
  -- What the dashboard's search box looks in.
  search_text text generated always as
    (private.fold(name || ' ' || coalesce(address, ''))) stored,
  constraint experiences_position_check check ((latitude is null) = (longitude is null)),
  constraint experiences_parent_check check (parent_experience <> id)
);
-- The newest first: indexes of lists begin with created_at, whatever the policy adds.
create index experiences_active_newest_idx on public.experiences (created_at desc, id desc)
  where status = 'active';
create index experiences_newest_idx on public.experiences (created_at desc, id desc);
create index experiences_owned_by_newest_idx
  on public.experiences (owned_by, created_at desc, id desc);
create index experiences_created_by_newest_idx
  on public.experiences (created_by, created_at desc, id desc);
create index experiences_primary_photo_id_idx on public.experiences (primary_photo_id);
create index experiences_primary_video_id_idx on public.experiences (primary_video_id);
create index experiences_parent_experience_idx on public.experiences (parent_experience);
create index experiences_address_idx on public.experiences (address) where status = 'active';
create index experiences_search_idx on public.experiences using gin (search);
create index experiences_search_text_idx on public.experiences
  using gin (search_text extensions.gin_trgm_ops);

create table public.experience_details (
  id uuid primary key default gen_random_uuid(),
  experience_id uuid not null references public.experiences (id) on delete cascade,
  type text check (type in
    ('iconic_photos', 'historical_context', 'famous_visitors', 'photography_tips')),
  name text check (length(name) <= 255),
  text text check (length(text) <= 50000),
  media text[] check (private.are_links(media)),
  media_id uuid references public.media_assets (id) on delete set null,
  tips jsonb check (jsonb_typeof(tips) = 'array'),
  created_at timestamptz not null default now(),
  updated_at timestamptz
);
create index experience_details_experience_id_idx
  on public.experience_details (experience_id, created_at, id);
create index experience_details_media_id_idx on public.experience_details (media_id);

create table public.activities (
  id uuid primary key default gen_random_uuid(),
  experience_id uuid not null references public.experiences (id) on delete cascade,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  title text check (length(title) <= 255),
  hours text check (length(hours) <= 500),
  address text check (length(address) <= 500),
  description text check (length(description) <= 50000),
  description_thumbnail text check (length(description_thumbnail) <= 2000),
  primary_photo text check (private.is_link(primary_photo)),
  primary_photo_id uuid references public.media_assets (id) on delete set null,
  photos text[] check (private.are_links(photos)),
  photos_id uuid[] check (cardinality(photos_id) <= 200),
  highlights text[] check (cardinality(highlights) <= 100),
  order_of_appearance integer,
  -- Clients create activities as inactive and show them all the same; only deleted is hidden.
  status text not null default 'inactive' check (status in ('active', 'inactive', 'deleted')),
  created_at timestamptz not null default now(),
  updated_at timestamptz
);
create index activities_experience_id_idx
  on public.activities (experience_id, order_of_appearance, created_at);
create index activities_created_by_idx on public.activities (created_by);
create index activities_primary_photo_id_idx on public.activities (primary_photo_id);

create table public.locations (
  id uuid primary key default gen_random_uuid(),
  -- The experience it was made for; further ones through experience_location_links.
  experience_id uuid references public.experiences (id) on delete cascade,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  title text check (length(title) <= 255),
  hours text check (length(hours) <= 500),
  description text check (length(description) <= 50000),
  description_thumbnail text check (length(description_thumbnail) <= 2000),
  primary_photo text check (private.is_link(primary_photo)),
  primary_photo_id uuid references public.media_assets (id) on delete set null,
  photos text[] check (private.are_links(photos)),
  order_of_appearance integer,
  status text not null default 'inactive' check (status in ('active', 'inactive', 'deleted')),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint locations_position_check check ((latitude is null) = (longitude is null))
);
create index locations_experience_id_idx
  on public.locations (experience_id, order_of_appearance, created_at);
create index locations_created_by_idx on public.locations (created_by);
create index locations_primary_photo_id_idx on public.locations (primary_photo_id);

create table public.experience_location_links (
  experience_id uuid not null references public.experiences (id) on delete cascade,
  location_id uuid not null references public.locations (id) on delete cascade,
  created_at timestamptz not null default now(),
  constraint experience_location_links_pkey primary key (experience_id, location_id)
);
create index experience_location_links_location_id_idx
  on public.experience_location_links (location_id);

create trigger touch_updated_at before update on public.experiences
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.experience_details
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.activities
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.locations
  for each row execute function private.touch_updated_at();

create trigger check_media
  after insert or update of primary_photo_id, primary_video_id, photos_id on public.experiences
  for each row execute function
    private.check_media('owned_by', 'primary_photo_id', 'primary_video_id', 'photos_id');
create trigger check_media after insert or update of media_id on public.experience_details
  for each row execute function private.check_media('experience_id', 'media_id');
create trigger check_media
  after insert or update of primary_photo_id, photos_id on public.activities
  for each row execute function
    private.check_media('experience_id', 'primary_photo_id', 'photos_id');
create trigger check_media after insert or update of primary_photo_id on public.locations
  for each row execute function private.check_media('experience_id', 'primary_photo_id');

-- Definer: looks at the company and the parent as they are, not as the caller sees them.
create function private.check_experience() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- An absent owner is the column's own business to refuse.
  if new.status = 'active' and new.owned_by is not null then
    -- The lock makes publishing wait for a deletion that is under way, and the other way round.
    perform from public.company_accounts c where c.id = new.owned_by and not c.is_deleted for share;
    if not found then
      raise exception using errcode = 'check_violation', constraint = 'experiences_company_check',
        message = 'The company does not exist any more.';
    end if;
  end if;
  if new.parent_experience is not null and not exists (
    select from public.experiences e
    where e.id = new.parent_experience and e.owned_by = new.owned_by)
  then
    raise exception using errcode = 'check_violation', constraint = 'experiences_parent_check',
      message = 'The parent experience must belong to the same company.';
  end if;
  return new;
end
$$;
create trigger check_experience
  before insert or update of status, owned_by, parent_experience on public.experiences
  for each row execute function private.check_experience();

-- Definer: the owner who deletes a company need not be one of its editors.
create function private.archive_experiences() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.experiences set status = 'inactive' where owned_by = new.id and status = 'active';
  return new;
end
$$;
create trigger archive_experiences after update of is_deleted on public.company_accounts
  for each row when (new.is_deleted and not old.is_deleted)
  execute function private.archive_experiences();

revoke execute on function private.check_experience(), private.archive_experiences() from public;

-- Whether the caller may change a place, and show it with an experience: an editor of the company it
-- belongs to, by its own experience or by a link; while it is neither, whoever made it.
-- Definer: the policy of links would read locations, whose policy reads links; and links the caller
-- cannot see count as well, or a maker who left could change what the company shows.
create function private.may_edit_location(location uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_super_admin() or exists (
    select from public.locations l
    where l.id = location and case
      when l.experience_id is null and not exists (
        select from public.experience_location_links k where k.location_id = l.id)
      then l.created_by = (select auth.uid())
      else exists (
        select from public.experiences e
        where e.owned_by in (select private.my_company_ids('{admin,editor}'))
          and (e.id = l.experience_id or e.id in (
            select k.experience_id from public.experience_location_links k
            where k.location_id = l.id)))
      end)
$$;
revoke execute on function private.may_edit_location(uuid) from public;
grant execute on function private.may_edit_location(uuid) to authenticated, service_role;

-- Rights: experiences ---------------------------------------------------------------------------

alter table public.experiences enable row level security;
revoke all on public.experiences from anon, authenticated;
grant select on public.experiences to anon, authenticated;
grant delete on public.experiences to authenticated;
-- Not id, created_by; owned_by only at creation.
grant insert (owned_by, name, description, thumbnail_description, address, primary_keyword,
  url_slug, primary_photo, primary_photo_id, primary_video, primary_video_id, photos, photos_id,
  parent_experience, default_questions, status, latitude, longitude)
  on public.experiences to authenticated;
grant update (name, description, thumbnail_description, address, primary_keyword,
  url_slug, primary_photo, primary_photo_id, primary_video, primary_video_id, photos, photos_id,
  parent_experience, default_questions, status, latitude, longitude)
  on public.experiences to authenticated;

create policy "experiences: the public reads active ones" on public.experiences
  for select to anon using (status = 'active');
create policy "experiences: active ones, own companies, super admin" on public.experiences
  for select to authenticated
  using (status = 'active'
    or owned_by in (select private.my_company_ids())
    or (select private.is_super_admin()));
create policy "experiences: editors and super admin add" on public.experiences
  for insert to authenticated
  with check (owned_by in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "experiences: editors and super admin edit" on public.experiences
  for update to authenticated
  using (owned_by in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()))
  with check (owned_by in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "experiences: admins and super admin delete" on public.experiences
  for delete to authenticated
  using (owned_by in (select private.my_company_ids('{admin}'))
    or (select private.is_super_admin()));

-- Rights: what belongs to an experience follows it ------------------------------------------------
--
-- Whoever sees the experience sees its parts (the inner select runs under the experience's own
-- policy); editors of its company write them.

alter table public.experience_details enable row level security;
revoke all on public.experience_details from anon, authenticated;
grant select on public.experience_details to anon, authenticated;
grant delete on public.experience_details to authenticated;
grant insert (experience_id, type, name, text, media, media_id, tips, created_at, updated_at)
  on public.experience_details to authenticated;
grant update (type, name, text, media, media_id, tips, created_at, updated_at)
  on public.experience_details to authenticated;

create policy "experience_details: readers of the experience read" on public.experience_details
  for select to anon, authenticated
  using (exists (select from public.experiences e where e.id = experience_id));
create policy "experience_details: editors and super admin add" on public.experience_details
  for insert to authenticated
  with check (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));
create policy "experience_details: editors and super admin edit" on public.experience_details
  for update to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))))
  with check (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));
create policy "experience_details: editors and super admin delete" on public.experience_details
  for delete to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));

alter table public.activities enable row level security;
revoke all on public.activities from anon, authenticated;
grant select on public.activities to anon, authenticated;
grant delete on public.activities to authenticated;
grant insert (experience_id, title, hours, address, description, description_thumbnail,
  primary_photo, primary_photo_id, photos, photos_id, highlights, order_of_appearance, status)
  on public.activities to authenticated;
grant update (title, hours, address, description, description_thumbnail,
  primary_photo, primary_photo_id, photos, photos_id, highlights, order_of_appearance, status)
  on public.activities to authenticated;

-- Deleted ones stay visible to the company, which may bring them back.
create policy "activities: the public reads what is not deleted" on public.activities
  for select to anon
  using (status <> 'deleted'
    and exists (select from public.experiences e where e.id = experience_id));
create policy "activities: readers of the experience, deleted ones its company" on public.activities
  for select to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (activities.status <> 'deleted'
      or e.owned_by in (select private.my_company_ids())
      or (select private.is_super_admin()))));
create policy "activities: editors and super admin add" on public.activities
  for insert to authenticated
  with check (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));
create policy "activities: editors and super admin edit" on public.activities
  for update to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))))
  with check (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));
create policy "activities: editors and super admin delete" on public.activities
  for delete to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));

alter table public.experience_location_links enable row level security;
revoke all on public.experience_location_links from anon, authenticated;
grant select on public.experience_location_links to anon, authenticated;
grant insert (experience_id, location_id), delete on public.experience_location_links
  to authenticated;

create policy "experience_location_links: readers of the experience read"
  on public.experience_location_links for select to anon, authenticated
  using (exists (select from public.experiences e where e.id = experience_id));
create policy "experience_location_links: editors and super admin add"
  on public.experience_location_links for insert to authenticated
  with check (
    (select private.is_super_admin())
    or (exists (select from public.experiences e where e.id = experience_id
          and e.owned_by in (select private.my_company_ids('{admin,editor}')))
      and private.may_edit_location(location_id)));
create policy "experience_location_links: editors and super admin delete"
  on public.experience_location_links for delete to authenticated
  using (exists (select from public.experiences e where e.id = experience_id
    and (e.owned_by in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin()))));

alter table public.locations enable row level security;
revoke all on public.locations from anon, authenticated;
grant select on public.locations to anon, authenticated;
grant delete on public.locations to authenticated;
grant insert (experience_id, title, hours, description, description_thumbnail, primary_photo,
  primary_photo_id, photos, order_of_appearance, status, latitude, longitude)
  on public.locations to authenticated;
grant update (title, hours, description, description_thumbnail, primary_photo,
  primary_photo_id, photos, order_of_appearance, status, latitude, longitude)
  on public.locations to authenticated;

create policy "locations: the public reads what is not deleted" on public.locations
  for select to anon
  using (status <> 'deleted' and (
    exists (select from public.experiences e where e.id = experience_id)
    or exists (select from public.experience_location_links k where k.location_id = locations.id)));
-- A location without an experience is its maker's until it is linked.
create policy "locations: readers of an experience it belongs to, maker, super admin"
  on public.locations for select to authenticated
  using (
    exists (select from public.experiences e where e.id = experience_id
      and (locations.status <> 'deleted' or e.owned_by in (select private.my_company_ids())))
    or (status <> 'deleted'
      and exists (select from public.experience_location_links k where k.location_id = locations.id))
    or (experience_id is null and created_by = (select auth.uid()))
    or (select private.is_super_admin()));
create policy "locations: editors, makers of free ones and super admin add" on public.locations
  for insert to authenticated
  with check (
    exists (select from public.experiences e where e.id = experience_id
      and e.owned_by in (select private.my_company_ids('{admin,editor}')))
    or (experience_id is null
      and exists (select from private.my_company_ids('{admin,editor}')))
    or (select private.is_super_admin()));
create policy "locations: editors, makers of free ones and super admin edit" on public.locations
  for update to authenticated
  using (private.may_edit_location(id)) with check (private.may_edit_location(id));
create policy "locations: editors, makers of free ones and super admin delete" on public.locations
  for delete to authenticated using (private.may_edit_location(id));
