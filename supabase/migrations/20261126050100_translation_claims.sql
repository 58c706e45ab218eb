-- Who translates what at the moment, and what a model failed at lately. Readers are anonymous and
-- many; of all of them, in whatever instance of the app, one asks the model.

create table private.translation_claims (
  experience_id uuid not null references public.experiences (id) on delete cascade,
  -- Null: the experience itself.
  activity_id uuid,
  language text not null,
  -- Nobody else begins before; who died meanwhile is replaced then.
  until timestamptz not null,
  failed boolean not null default false,
  constraint translation_claims_key
    unique nulls not distinct (experience_id, activity_id, language)
);
alter table private.translation_claims enable row level security;

-- Claims what nobody else has, and says of each text whether it is now the caller's, runs elsewhere
-- or failed a while ago. Definer: nobody may touch the claims otherwise.
create function public.claim_translations(
  p_language text, p_experiences uuid[], p_activities uuid[], p_seconds integer)
returns table (experience_id uuid, activity_id uuid, state text)
language sql security definer set search_path = '' as $$
  with wanted as (
    select distinct w.experience_id, w.activity_id
    from unnest(p_experiences, p_activities) as w(experience_id, activity_id)
    join public.experiences e on e.id = w.experience_id
  ), mine as (
    insert into private.translation_claims as c (experience_id, activity_id, language, until)
    select w.experience_id, w.activity_id, p_language, now() + make_interval(secs => p_seconds)
    -- All claim in one order, so that nobody waits in a circle.
    from wanted w order by w.experience_id, w.activity_id
    on conflict on constraint translation_claims_key do update
      set until = excluded.until, failed = false where c.until < now()
    returning c.experience_id, c.activity_id
  )
  select w.experience_id, w.activity_id, case
    when exists (select from mine m where m.experience_id = w.experience_id
      and m.activity_id is not distinct from w.activity_id) then 'mine'
    when exists (select from private.translation_claims c where c.experience_id = w.experience_id
      and c.activity_id is not distinct from w.activity_id and c.language = p_language
      and c.failed) then 'failed'
    else 'running' end
  from wanted w
$$;

-- Gives claims back; with seconds, as failed: so long nobody tries again.
-- Definer: as above.
create function public.end_translations(
  p_language text, p_experiences uuid[], p_activities uuid[], p_failed_seconds integer default null)
returns void language plpgsql security definer set search_path = '' as $$
begin
  if p_failed_seconds is null then
    delete from private.translation_claims c
    using unnest(p_experiences, p_activities) as w(experience_id, activity_id)
    where c.experience_id = w.experience_id and c.activity_id is not distinct from w.activity_id
      and c.language = p_language;
  else
    update private.translation_claims c
    set failed = true, until = now() + make_interval(secs => p_failed_seconds)
    from unnest(p_experiences, p_activities) as w(experience_id, activity_id)
    where c.experience_id = w.experience_id and c.activity_id is not distinct from w.activity_id
      and c.language = p_language;
  end if;
end
$$;

-- What is translated of some experiences, as the caller may see it.
create function public.translations_of(p_language text, p_experiences uuid[])
returns setof public.experiences_activities_localizations
language sql stable set search_path = '' as $$
  select t.* from public.experiences_activities_localizations t
  where t.experience_id = any (p_experiences) and t.language = p_language
$$;

revoke execute on function public.claim_translations(text, uuid[], uuid[], integer),
  public.end_translations(text, uuid[], uuid[], integer),
  public.translations_of(text, uuid[]) from public;
grant execute on function public.claim_translations(text, uuid[], uuid[], integer),
  public.end_translations(text, uuid[], uuid[], integer) to service_role;
grant execute on function public.translations_of(text, uuid[]) to anon, authenticated, service_role;
