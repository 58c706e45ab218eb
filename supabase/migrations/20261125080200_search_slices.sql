-- Documents are brought up to date five hundred at a time: one statement over a hundred thousand
-- records was planned as if they were a few.
-- Definer: whoever changes a record may not touch the documents by hand.
create or replace function private.refresh_search(p_kind text, p_records uuid[], p_experiences uuid[])
returns void language plpgsql security definer set search_path = '' as $$
declare
  condition text := case when p_records is null then 'experience_id = any ($1)'
    else 'record_id = any ($1)' end;
  wanted uuid[] := coalesce(p_records, p_experiences);
  slice uuid[];
begin
  if coalesce(cardinality(p_records), cardinality(p_experiences)) = 0 then
    return;
  end if;
  -- Somebody else may be renaming the experience: wait, and read what it is called then.
  if p_experiences is not null then
    perform from public.experiences e where e.id = any (p_experiences) order by e.id for share;
  end if;
  for place in 1 .. cardinality(wanted) by 500 loop
  slice := wanted[place : place + 499];
  execute format($sql$
    with named as materialized (
      select s.*, f.title_words, private.name_vector(f.title_words, private.fold(s.context)) as names
      from private.search_sources s, lateral (select private.fold(s.title) as title_words offset 0) f
      where s.kind = %2$L and s.%1$s
    ), source as materialized (
      select n.*, n.names || to_tsvector('private.travel',
        private.fold(left(n.body || ' ' || coalesce(n.further, ''), 200000))) as search
      from named n
    ), gone as (
      delete from private.search_documents d where d.kind = %2$L and d.%1$s and not exists (
        select from source s where s.record_id = d.record_id
          and s.experience_id is not distinct from d.experience_id
          and s.language is not distinct from d.language)
    ), words as (
      insert into private.search_words (word)
      select distinct word from source s, unnest(tsvector_to_array(s.search)) as word
      where word ~ '^[a-z]{3,40}$'
        and not exists (select from private.search_words w where w.word = word.word)
    )
    insert into private.search_documents (kind, record_id, experience_id, company_id, language,
      is_public, title, body, address, latitude, longitude, title_words, address_words, names, search)
    select s.kind, s.record_id, s.experience_id, s.company_id, s.language, s.is_public, s.title,
      s.body, s.address, s.latitude, s.longitude, s.title_words, private.fold(s.address), s.names,
      s.search
    from source s
    on conflict on constraint search_documents_key do update set
      company_id = excluded.company_id, is_public = excluded.is_public, title = excluded.title,
      body = excluded.body, address = excluded.address, latitude = excluded.latitude,
      longitude = excluded.longitude, title_words = excluded.title_words,
      address_words = excluded.address_words, names = excluded.names, search = excluded.search
    $sql$, condition, p_kind)
  using slice;
  end loop;
end
$$;


-- A short list of what was written last makes writing several times cheaper, and is read in no time.
alter index private.search_documents_search_idx set (fastupdate = on, gin_pending_list_limit = 256);
alter index private.search_documents_names_idx set (fastupdate = on, gin_pending_list_limit = 256);
alter index private.search_documents_address_idx set (fastupdate = on, gin_pending_list_limit = 256);

-- Half as many texts are weighed as before: at 100,000 experiences that is half the time, and none of
-- the labelled questions is answered worse.
-- Definer: as before; `sees` is what the policies say, and public.search_content asks them again.
create or replace function private.search_candidates(
  p_query text, p_limit integer, p_kinds text[], p_address text, p_company uuid,
  p_latitude double precision, p_longitude double precision, p_radius_km double precision)
returns table (kind text, record_id uuid, experience_id uuid, company_id uuid, language text,
  title text, body text, address text, latitude double precision, longitude double precision,
  distance_km double precision, score double precision, coverage double precision)
language plpgsql stable security definer set search_path = '' rows 10 as $$
declare
  sees text;
  companies uuid[];
  conditions text := '';
  corner box;
  reach double precision := least(greatest(coalesce(p_radius_km, 50), 0.05), 1000);
  numbers integer[];
  ways tsquery[];
  titles tsquery[];
  weights double precision[];
  rare tsquery;
  every tsquery;
  anything tsquery;
  documents double precision;
  budget double precision := 2000;
  one record;
begin
  if (select private.is_super_admin()) then
    sees := 'true';
  else
    companies := array(select private.my_company_ids());
    sees := case when cardinality(companies) = 0 then 'd.is_public'
      else '(d.is_public or d.company_id = any ($1))' end;
  end if;
  if p_kinds is not null then
    conditions := conditions || ' and d.kind = any ($2)';
  end if;
  if p_company is not null then
    conditions := conditions || ' and d.company_id = $3';
  end if;
  if btrim(p_address) <> '' then
    conditions := conditions || ' and d.address_words like $4';
  end if;
  if p_latitude is not null and p_longitude is not null then
    -- A degree of longitude is shorter the further from the equator.
    corner := box(
      point(p_longitude - reach / (111.2 * greatest(cos(radians(p_latitude)), 0.01)), p_latitude - reach / 111.2),
      point(p_longitude + reach / (111.2 * greatest(cos(radians(p_latitude)), 0.01)), p_latitude + reach / 111.2));
    conditions := conditions || ' and d.latitude is not null and point(d.longitude, d.latitude) <@ $5';
  end if;

  if btrim(p_query) <> '' then
    select array_agg(t.term), array_agg(t.way), array_agg(t.titled),
      array_agg(t.weight * ln(1 + 1 / greatest(t.frequency, 0.0001)))
    into numbers, ways, titles, weights
    from private.search_terms(p_query) t;
    if numbers is null then
      return; -- nothing was asked
    end if;
    select greatest(c.reltuples, 1) into documents from pg_catalog.pg_class c
    where c.oid = 'private.search_documents'::regclass;
    -- Rare words first, as long as what they find can be looked at.
    for one in
      select w.way, exp(-w.strength) as share from unnest(ways, weights) as w(way, strength)
      order by w.strength desc
    loop
      anything := case when anything is null then one.way else anything || one.way end;
      if rare is null or one.share * documents < budget then
        rare := case when rare is null then one.way else rare || one.way end;
        budget := budget - one.share * documents;
      end if;
    end loop;
    for one in
      select array_agg(w.way) as ways from unnest(numbers, ways) as w(number, way) group by w.number
    loop
      declare either tsquery := null; choice tsquery;
      begin
        foreach choice in array one.ways loop
          either := case when either is null then choice else either || choice end;
        end loop;
        every := case when every is null then either else every && either end;
      end;
    end loop;
  end if;

  return query execute format(case when numbers is null then $sql$
    select d.kind, d.record_id, d.experience_id, d.company_id, d.language, d.title, d.body, d.address,
      d.latitude, d.longitude, near.km, 0::double precision, 1::double precision
    from (
      select d.* from private.search_documents d
      where %1$s %2$s and d.language is null
      order by case when $5 is null then null else point(d.longitude, d.latitude) <-> point($7, $6) end,
        d.id desc
      limit 500) d, lateral (select private.kilometres(d.latitude, d.longitude, $6, $7) as km) near
    where $5 is null or near.km <= $8
    order by near.km nulls last, d.id desc limit $9
    $sql$ else $sql$
    with picked as (
      (select d.id from private.search_documents d where d.search @@ $10 and %1$s %2$s limit 100)
      union
      (select d.id from private.search_documents d where d.names @@ $11 and %1$s %2$s limit 100)
      union
      (select d.id from private.search_documents d where d.search @@ $12 and %1$s %2$s limit 200)
    ), scored as (
      select d.id, d.kind, d.record_id, d.experience_id, near.km,
        match.score * (1 + 0.6 * extensions.word_similarity(d.title_words, $17))
          * case d.kind when 'experience' then 1.15 when 'story' then 0.9 else 1 end as score,
        match.coverage
      from picked p join private.search_documents d using (id),
      lateral (
        select sum(best) / sum(full_weight) as score, sum(seen) / sum(full_weight) as coverage
        from (
          select w.number, max(w.strength) as full_weight,
            max(case when d.names @@ w.titled then 1.0 when d.names @@ w.way then 0.7
              when d.search @@ w.way then 0.45 else 0 end * w.strength) as best,
            max(case when d.search @@ w.way then w.strength else 0 end) as seen
          from unnest($13, $14, $15, $16) as w(number, way, titled, strength)
          group by w.number) as terms) as match,
      lateral (select private.kilometres(d.latitude, d.longitude, $6, $7) as km) near
      where $5 is null or near.km <= $8
    ), once as (
      -- A record once, in the language that fits best; a place with at most three of its parts.
      select s.*, row_number() over (partition by coalesce(s.experience_id, s.record_id)
        order by s.score desc, s.id) as place
      from (select distinct on (s.kind, s.record_id) s.* from scored s
        order by s.kind, s.record_id, s.score desc, s.id) s
    )
    select d.kind, d.record_id, d.experience_id, d.company_id, d.language, d.title, d.body, d.address,
      d.latitude, d.longitude, o.km, o.score::double precision, o.coverage::double precision
    from once o join private.search_documents d using (id)
    where o.place <= 3 order by o.score desc, d.id limit $9
    $sql$ end, sees, conditions)
  using companies, p_kinds, p_company, '%%' || private.fold(btrim(p_address)) || '%%', corner,
    p_latitude, p_longitude, reach, p_limit, every, anything, rare, numbers, ways, titles, weights,
    private.fold(left(p_query, 400));
end
$$;
