-- Search by meaning, where the database has pgvector: a vector for each document, made by the server
-- in the background, and a search that ranks by words and by meaning together. Without the extension
-- there is no table, and everything below answers by words alone.

do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    create extension if not exists vector with schema extensions;
  end if;
exception when insufficient_privilege then
  raise notice 'pgvector is there but may not be created: search goes by words';
end
$$;

do $$
begin
  if to_regtype('extensions.vector') is null then
    return;
  end if;
  -- Vectors of fewer dimensions are filled with zeros, which changes no angle between them.
  create table private.search_vectors (
    document_id bigint primary key references private.search_documents (id) on delete cascade,
    model text not null,
    embedding extensions.vector(1536) not null
  );
  alter table private.search_vectors enable row level security;
  create index search_vectors_embedding_idx on private.search_vectors
    using hnsw (embedding extensions.vector_cosine_ops);
end
$$;

-- Whether this database can search by meaning at all. Definer: the table is nobody's to see.
create function public.has_search_vectors() returns boolean
language sql stable security definer set search_path = '' as $$
  select to_regclass('private.search_vectors') is not null
$$;

-- What a text no longer says must not be found by. Definer: writers may not touch the vectors.
create function private.forget_search_vector() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if to_regclass('private.search_vectors') is not null then
    execute 'delete from private.search_vectors where document_id = $1' using new.id;
  end if;
  return null;
end
$$;
create trigger vector_forgotten after update of title, body on private.search_documents
  for each row when ((old.title, old.body) is distinct from (new.title, new.body))
  execute function private.forget_search_vector();

-- What is embedded of a document.
create function private.embedded_text(title text, body text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select left(title || E'\n' || body, 6000)
$$;

-- Documents without a vector of this model, the newest first; nothing where there are no vectors.
-- Definer: the documents are nobody's to read otherwise.
create function public.search_vectors_missing(p_model text, p_limit integer)
returns table (id bigint, content text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('private.search_vectors') is not null then
    return query execute $sql$
      select d.id, private.embedded_text(d.title, d.body) from private.search_documents d
      where not exists (select from private.search_vectors v
        where v.document_id = d.id and v.model = $1)
      order by d.id desc limit $2
    $sql$ using p_model, least(p_limit, 500);
  end if;
end
$$;

-- Keeps vectors of texts that still are what they were made of; says how many.
-- Definer: as above.
create function public.keep_search_vectors(
  p_model text, p_ids bigint[], p_contents text[], p_vectors text[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  kept integer := 0;
begin
  if to_regclass('private.search_vectors') is not null then
    execute $sql$
      insert into private.search_vectors (document_id, model, embedding)
      select d.id, $1, n.embedding::extensions.vector
      from unnest($2, $3, $4) as n(id, content, embedding)
      join private.search_documents d on d.id = n.id
      where private.embedded_text(d.title, d.body) = n.content
      on conflict (document_id) do update
        set model = excluded.model, embedding = excluded.embedding
    $sql$ using p_model, p_ids, p_contents, p_vectors;
    get diagnostics kept = row_count;
  end if;
  return kept;
end
$$;

-- The documents nearest in meaning, among those the caller may see.
-- Definer: `sees` is what the policies say; public.search_content_hybrid asks them again.
create function private.vector_records(
  p_vector text, p_model text, p_limit integer, p_kinds text[], p_address text, p_company uuid,
  p_latitude double precision, p_longitude double precision, p_radius_km double precision,
  p_min_similarity double precision)
returns table (kind text, id uuid, experience_id uuid, company_id uuid, language text, title text,
  body text, address text, latitude double precision, longitude double precision,
  distance_km double precision, similarity double precision)
language plpgsql stable security definer set search_path = '' rows 10 as $$
declare
  companies uuid[] := array(select private.my_company_ids());
  everything boolean := private.is_super_admin();
  reach double precision := least(greatest(coalesce(p_radius_km, 50), 0.05), 1000);
begin
  if to_regclass('private.search_vectors') is null or p_vector is null then
    return;
  end if;
  return query execute $sql$
    with nearest as (
      -- More than are wanted: some are not for this reader or not of this place.
      select v.document_id, 1 - (v.embedding operator(extensions.<=>) $1::extensions.vector) as similarity
      from private.search_vectors v where v.model = $2
      order by v.embedding operator(extensions.<=>) $1::extensions.vector limit $3 * 8
    )
    select d.kind, d.record_id, d.experience_id, d.company_id, d.language, d.title, d.body, d.address,
      d.latitude, d.longitude, near.km, n.similarity
    from nearest n join private.search_documents d on d.id = n.document_id,
      lateral (select private.kilometres(d.latitude, d.longitude, $8, $9) as km) near
    where (d.is_public or $4 or d.company_id = any ($5)) and n.similarity >= $11
      and ($6 is null or d.kind = any ($6)) and ($7 is null or d.company_id = $7)
      and ($12 is null or d.address_words like $12)
      and ($8 is null or $9 is null or near.km <= $10)
    order by n.similarity desc limit $3
  $sql$ using p_vector, p_model, p_limit, everything, companies, p_kinds, p_company, p_latitude,
    p_longitude, reach, p_min_similarity,
    case when btrim(p_address) <> '' then '%' || private.fold(btrim(p_address)) || '%' end;
end
$$;

-- By words and by meaning: each ranking gives 1 / (60 + place), and the sums decide (reciprocal rank
-- fusion). As the caller: the policies have the last word about each row.
create function public.search_content_hybrid(
  p_query text, p_vector text, p_model text, p_limit integer default 10, p_kinds text[] default null,
  p_address text default null, p_company uuid default null,
  p_latitude double precision default null, p_longitude double precision default null,
  p_radius_km double precision default null, p_min_coverage double precision default 0.45,
  p_min_similarity double precision default 0.35)
returns table (kind text, id uuid, experience_id uuid, company_id uuid, language text, title text,
  body text, address text, latitude double precision, longitude double precision,
  distance_km double precision, score double precision, coverage double precision,
  experience_name text, photo text)
language sql stable set search_path = '' rows 10 as $$
  with words as (
    select w.*, row_number() over (order by w.score desc, w.distance_km nulls last, w.id) as place
    from public.search_content(p_query, 50, p_kinds, p_address, p_company, p_latitude, p_longitude,
      p_radius_km, p_min_coverage) w
  ), meaning as (
    -- A record once, in the language that fits best.
    select m.*, row_number() over (order by m.similarity desc, m.id) as place
    from (select distinct on (c.kind, c.id) c.* from private.vector_records(p_vector, p_model, 50,
        p_kinds, p_address, p_company, p_latitude, p_longitude, p_radius_km, p_min_similarity) c
      order by c.kind, c.id, c.similarity desc) m
    left join lateral (select x.name from public.experiences x where x.id = m.experience_id offset 0) e on true
    where case m.kind
      when 'experience' then e.name is not null
      when 'detail' then (select true from public.experience_details x where x.id = m.id)
      when 'activity' then (select true from public.activities x where x.id = m.id)
      when 'location' then (select true from public.locations x where x.id = m.id)
      else (select true from public.stories x where x.id = m.id) end
  ), both_ways as (
    select case when w.id is null then m.kind else w.kind end as kind,
      case when w.id is null then m.id else w.id end as id,
      case when w.id is null then m.experience_id else w.experience_id end as experience_id,
      case when w.id is null then m.company_id else w.company_id end as company_id,
      case when w.id is null then m.language else w.language end as language,
      case when w.id is null then m.title else w.title end as title,
      case when w.id is null then m.body else w.body end as body,
      case when w.id is null then m.address else w.address end as address,
      case when w.id is null then m.latitude else w.latitude end as latitude,
      case when w.id is null then m.longitude else w.longitude end as longitude,
      case when w.id is null then m.distance_km else w.distance_km end as distance_km,
      coalesce(1.0 / (60 + w.place), 0) + coalesce(1.0 / (60 + m.place), 0) as score,
      w.coverage
    from words w full join meaning m on m.kind = w.kind and m.id = w.id
  )
  select b.kind, b.id, b.experience_id, b.company_id, b.language, b.title, left(b.body, 6000),
    b.address, b.latitude, b.longitude, b.distance_km, b.score::double precision, b.coverage,
    e.name, e.primary_photo
  from both_ways b
  left join public.experiences e on e.id = b.experience_id
  order by b.score desc, b.distance_km nulls last, b.id
  limit least(greatest(p_limit, 1), 50)
$$;

revoke execute on function public.has_search_vectors(), private.forget_search_vector(), private.embedded_text(text, text),
  public.search_vectors_missing(text, integer),
  public.keep_search_vectors(text, bigint[], text[], text[]),
  private.vector_records(text, text, integer, text[], text, uuid, double precision, double precision,
    double precision, double precision),
  public.search_content_hybrid(text, text, text, integer, text[], text, uuid, double precision,
    double precision, double precision, double precision, double precision) from public;
grant execute on function public.has_search_vectors(),
  public.search_vectors_missing(text, integer),
  public.keep_search_vectors(text, bigint[], text[], text[]) to service_role;
grant execute on function
  private.vector_records(text, text, integer, text[], text, uuid, double precision, double precision,
    double precision, double precision),
  public.search_content_hybrid(text, text, text, integer, text[], text, uuid, double precision,
    double precision, double precision, double precision, double precision)
  to anon, authenticated, service_role;
