-- Weighing a text took longer than finding it: for each of some hundred texts the words of the question
-- were put into rows and grouped. Now they are part of the statement. What is answered is the same.

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
  fits text;
  scored text;
  covered text;
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
    -- How well each way of saying a word fits a text, and of each word the best of its ways. What
    -- stands in the names stands in the search as well.
    select
      string_agg(format('case when d.names @@ ($15)[%1$s] then 1.0 when d.names @@ ($14)[%1$s] then 0.7
        when d.search @@ ($14)[%1$s] then 0.45 else 0 end::double precision as f%1$s', g.i), ', ')
    into fits
    from generate_subscripts(numbers, 1) as g(i);
    select
      format('(%s) / %s', string_agg(word.best, ' + '), sum(word.weight)),
      format('(%s) / %s', string_agg(word.seen, ' + '), sum(word.weight))
    into scored, covered
    from (
      select 'greatest(' || string_agg(format('f%1$s * ($16)[%1$s]', w.i), ', ') || ')' as best,
        'greatest(' || string_agg(
          format('case when f%1$s > 0 then ($16)[%1$s] else 0 end', w.i), ', ') || ')' as seen,
        max(w.weight) as weight
      from unnest(numbers, weights) with ordinality as w(number, weight, i)
      group by w.number) word;
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
      lateral (select %3$s offset 0) as fit,
      lateral (select %4$s as score, %5$s as coverage) as match,
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
    $sql$ end, sees, conditions, fits, scored, covered)
  using companies, p_kinds, p_company, '%%' || private.fold(btrim(p_address)) || '%%', corner,
    p_latitude, p_longitude, reach, p_limit, every, anything, rare, numbers, ways, titles, weights,
    private.fold(left(p_query, 400));
end
$$;
