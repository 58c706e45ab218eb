-- Search over experiences, their blocks, activities and locations, and published stories.
--
-- One document for each record (and for each translation of one), kept by triggers in a table that
-- nobody may read: full-text conditions are not leakproof, so below a policy Postgres would read
-- every row before it asked the index. The definer part of the search therefore says by itself who
-- sees what, and public.search_content, which runs as the caller, asks the tables' own policies
-- again for each of the few rows it answers. A test compares the two for everybody.

create extension if not exists fuzzystrmatch with schema extensions;

-- Words --------------------------------------------------------------------------------------------

-- English endings without English stop words: "an", "do", "my" and "to" are names of places here.
-- What is left out of a question is decided when it is asked.
create text search dictionary private.stem (template = pg_catalog.snowball, language = english);
create text search configuration private.travel (parser = pg_catalog."default");
alter text search configuration private.travel
  add mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part with private.stem;
alter text search configuration private.travel
  add mapping for numword, numhword, hword_numpart, int, uint, float, sfloat
  with pg_catalog.simple;

-- Neighbours written as one word: "Hà Nội" is found as "hanoi", "Hội An" as "hoian".
create function private.joined_pairs(folded text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(string_agg(a.word || b.word, ' '), '')
  from regexp_split_to_table(folded, '[^a-z0-9]+') with ordinality as a(word, place)
  join regexp_split_to_table(folded, '[^a-z0-9]+') with ordinality as b(word, place)
    on b.place = a.place + 1
  where a.word <> '' and b.word <> '' and length(a.word) + length(b.word) between 4 and 16
$$;

-- A title and what it stands in: the first counts most.
create function private.name_vector(title text, context text) returns tsvector
language sql immutable parallel safe set search_path = '' as $$
  select setweight(to_tsvector('private.travel', title || ' ' || private.joined_pairs(title)), 'A')
    || setweight(to_tsvector('private.travel',
      context || ' ' || private.joined_pairs(context)), 'B')
$$;

-- Documents ------------------------------------------------------------------------------------

create table private.search_documents (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('experience', 'detail', 'activity', 'location', 'story')),
  record_id uuid not null,
  experience_id uuid references public.experiences (id) on delete cascade,
  company_id uuid,
  -- Null: as it was written.
  language text,
  is_public boolean not null,
  title text not null,
  body text not null,
  address text,
  latitude double precision,
  longitude double precision,
  title_words text not null,
  address_words text,
  names tsvector not null,
  search tsvector not null,
  constraint search_documents_key unique nulls not distinct (kind, record_id, experience_id, language)
);
alter table private.search_documents enable row level security;
create index search_documents_experience_id_idx on private.search_documents (experience_id);
create index search_documents_company_id_idx on private.search_documents (company_id);
-- No pending list: a search must not read through what was written lately.
create index search_documents_search_idx on private.search_documents
  using gin (search) with (fastupdate = off);
create index search_documents_names_idx on private.search_documents
  using gin (names) with (fastupdate = off);
create index search_documents_address_idx on private.search_documents
  using gin (address_words extensions.gin_trgm_ops) with (fastupdate = off);
create index search_documents_position_idx on private.search_documents
  using gist (point(longitude, latitude)) where latitude is not null;

-- Every word there is, without its ending: what a misspelt one may have meant. Two writers may add
-- the same word at once, which is cheaper than one waiting for the other; words are not taken back.
create table private.search_words (word text not null);
alter table private.search_words enable row level security;
create index search_words_word_idx on private.search_words (word text_pattern_ops);
create index search_words_similar_idx on private.search_words using gin (word extensions.gin_trgm_ops);

-- What a search may find, and who may see it. `context` names the place a part belongs to.
create view private.search_sources with (security_invoker = true) as
  select 'experience'::text as kind, e.id as record_id, e.id as experience_id,
    e.owned_by as company_id, null::text as language, e.status = 'active' as is_public,
    e.name as title, concat_ws(' ', e.address, e.primary_keyword) as context,
    concat_ws(E'\n', e.thumbnail_description, e.description) as body,
    array_to_string(e.default_questions, ' ') as further,
    e.address, e.latitude, e.longitude
  from public.experiences e
  union all
  select 'experience', e.id, e.id, e.owned_by, t.language, e.status = 'active',
    coalesce(t.name, e.name), concat_ws(' ', t.address, e.name, e.address),
    concat_ws(E'\n', t.thumbnail_description, t.description),
    array_to_string(t.default_questions, ' '), e.address, e.latitude, e.longitude
  from public.experiences_activities_localizations t
  join public.experiences e on e.id = t.experience_id
  where t.activity_id is null
  union all
  select 'detail', d.id, e.id, e.owned_by, null, e.status = 'active',
    coalesce(nullif(d.name, ''), e.name), concat_ws(' ', e.name, e.address),
    concat_ws(E'\n', d.text, tips.text), replace(d.type, '_', ' '), e.address, e.latitude, e.longitude
  from public.experience_details d
  join public.experiences e on e.id = d.experience_id
  left join lateral (
    select string_agg(case jsonb_typeof(tip) when 'string' then tip #>> '{}' else tip ->> 'text' end, E'\n')
      as text
    from jsonb_array_elements(d.tips) as tip) tips on true
  union all
  select 'activity', a.id, e.id, e.owned_by, null, e.status = 'active' and a.status = 'active',
    coalesce(nullif(a.title, ''), e.name), concat_ws(' ', e.name, e.address),
    concat_ws(E'\n', a.description_thumbnail, a.description, array_to_string(a.highlights, '. '),
      a.hours, a.address),
    '', e.address, e.latitude, e.longitude
  from public.activities a join public.experiences e on e.id = a.experience_id
  where a.status <> 'deleted'
  union all
  select 'activity', a.id, e.id, e.owned_by, t.language,
    e.status = 'active' and a.status = 'active',
    coalesce(t.name, a.title, e.name), concat_ws(' ', e.name, e.address),
    concat_ws(E'\n', t.thumbnail_description, t.description, array_to_string(t.highlights, '. ')),
    '', e.address, e.latitude, e.longitude
  from public.experiences_activities_localizations t
  join public.activities a on a.id = t.activity_id
  join public.experiences e on e.id = t.experience_id
  where a.status <> 'deleted'
  union all
  select 'location', l.id, e.id, e.owned_by, null, e.status = 'active' and l.status = 'active',
    coalesce(nullif(l.title, ''), e.name), concat_ws(' ', e.name, e.address),
    concat_ws(E'\n', l.description_thumbnail, l.description, l.hours),
    '', e.address, case when l.latitude is null then e.latitude else l.latitude end,
    case when l.latitude is null then e.longitude else l.longitude end
  from (
    select id as location_id, experience_id from public.locations where experience_id is not null
    union
    select location_id, experience_id from public.experience_location_links) k
  join public.locations l on l.id = k.location_id
  join public.experiences e on e.id = k.experience_id
  where l.status <> 'deleted'
  union all
  select 'story', s.id, e.id, e.owned_by, null, e.id is null or e.status = 'active',
    coalesce(nullif(s.title, ''), e.name, ''), concat_ws(' ', e.name, e.address),
    -- Stored escaped.
    replace(replace(replace(replace(replace(coalesce(s.story_content, ''),
      '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&'),
    concat_ws(' ', array_to_string(s.hashtags, ' '), s.seo_excerpt),
    e.address, e.latitude, e.longitude
  from public.stories s left join public.experiences e on e.id = s.experience_id
  where s.status = 'PUBLISHED';

-- Brings the documents of some records up to date: those named, or all of one kind about some
-- experiences. Documents of what is gone or may not be found any more disappear.
-- Definer: whoever changes a record may not touch the documents by hand.
create function private.refresh_search(p_kind text, p_records uuid[], p_experiences uuid[])
returns void language plpgsql security definer set search_path = '' as $$
declare
  condition text := case when p_records is null then 'experience_id = any ($3)'
    else 'record_id = any ($2)' end;
begin
  if coalesce(cardinality(p_records), cardinality(p_experiences)) = 0 then
    return;
  end if;
  -- Somebody else may be renaming the experience: wait, and read what it is called then.
  if p_experiences is not null then
    perform from public.experiences e where e.id = any (p_experiences) order by e.id for share;
  end if;
  execute format($sql$
    with named as materialized (
      select s.*, f.title_words, private.name_vector(f.title_words, private.fold(s.context)) as names
      from private.search_sources s, lateral (select private.fold(s.title) as title_words offset 0) f
      where s.kind = $1 and s.%1$s
    ), source as materialized (
      select n.*, n.names || to_tsvector('private.travel',
        private.fold(left(n.body || ' ' || coalesce(n.further, ''), 200000))) as search
      from named n
    ), gone as (
      delete from private.search_documents d where d.kind = $1 and d.%1$s and not exists (
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
    $sql$, condition)
  using p_kind, p_records, p_experiences;
end
$$;

-- Triggers: after each statement, for all its rows at once.

-- Definer: see refresh_search; reads the changed rows as they are.
create function private.search_experiences_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed uuid[];
  renamed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into changed from new_rows;
  else
    -- What parts and stories repeat of their experience.
    select
      array_agg(n.id),
      array_agg(n.id) filter (where (n.name, n.address, n.status, n.owned_by, n.latitude, n.longitude)
        is distinct from (o.name, o.address, o.status, o.owned_by, o.latitude, o.longitude))
    into changed, renamed
    from new_rows n join old_rows o on o.id = n.id
    where (n.name, n.address, n.status, n.owned_by, n.latitude, n.longitude, n.description,
        n.thumbnail_description, n.primary_keyword, n.default_questions)
      is distinct from (o.name, o.address, o.status, o.owned_by, o.latitude, o.longitude,
        o.description, o.thumbnail_description, o.primary_keyword, o.default_questions);
  end if;
  perform private.refresh_search('experience', changed, null) where changed is not null;
  if renamed is not null then
    perform private.refresh_search(kind, null, renamed)
    from unnest('{detail,activity,location,story}'::text[]) as kind;
  end if;
  return null;
end
$$;
create trigger search_inserted after insert on public.experiences
  referencing new table as new_rows
  for each statement execute function private.search_experiences_changed();
create trigger search_updated after update on public.experiences
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.search_experiences_changed();

-- Argument: the kind. Definer: as above.
create function private.search_parts_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  records uuid[];
  places uuid[];
begin
  case tg_op
    when 'INSERT' then select array_agg(n.id), array_agg(distinct n.experience_id)
      filter (where n.experience_id is not null) into records, places from new_rows n;
    when 'UPDATE' then select array_agg(n.id), array_agg(distinct n.experience_id)
      filter (where n.experience_id is not null) into records, places from new_rows n;
    else select array_agg(o.id), null into records, places from old_rows o;
  end case;
  if records is not null then
    if places is not null then
      perform from public.experiences e where e.id = any (places) order by e.id for share;
    end if;
    perform private.refresh_search(tg_argv[0], records, null);
  end if;
  return null;
end
$$;
create trigger search_inserted after insert on public.experience_details
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('detail');
create trigger search_updated after update on public.experience_details
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('detail');
create trigger search_deleted after delete on public.experience_details
  referencing old table as old_rows
  for each statement execute function private.search_parts_changed('detail');
create trigger search_inserted after insert on public.activities
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('activity');
create trigger search_updated after update on public.activities
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('activity');
create trigger search_deleted after delete on public.activities
  referencing old table as old_rows
  for each statement execute function private.search_parts_changed('activity');
create trigger search_inserted after insert on public.locations
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('location');
create trigger search_updated after update on public.locations
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('location');
create trigger search_deleted after delete on public.locations
  referencing old table as old_rows
  for each statement execute function private.search_parts_changed('location');
create trigger search_inserted after insert on public.stories
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('story');
create trigger search_updated after update on public.stories
  referencing new table as new_rows
  for each statement execute function private.search_parts_changed('story');
create trigger search_deleted after delete on public.stories
  referencing old table as old_rows
  for each statement execute function private.search_parts_changed('story');

-- Definer: as above. Links and translations change what their location or experience is found by.
create function private.search_links_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  records uuid[];
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct location_id) into records from old_rows;
  else
    select array_agg(distinct location_id) into records from new_rows;
  end if;
  perform private.refresh_search('location', records, null) where records is not null;
  return null;
end
$$;
create trigger search_inserted after insert on public.experience_location_links
  referencing new table as new_rows
  for each statement execute function private.search_links_changed();
create trigger search_deleted after delete on public.experience_location_links
  referencing old table as old_rows
  for each statement execute function private.search_links_changed();

-- Definer: as above.
create function private.search_translations_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  places uuid[];
  parts uuid[];
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct experience_id) filter (where activity_id is null),
      array_agg(distinct activity_id) filter (where activity_id is not null)
    into places, parts from old_rows;
  else
    select array_agg(distinct experience_id) filter (where activity_id is null),
      array_agg(distinct activity_id) filter (where activity_id is not null)
    into places, parts from new_rows;
  end if;
  perform private.refresh_search('experience', places, null) where places is not null;
  perform private.refresh_search('activity', parts, null) where parts is not null;
  return null;
end
$$;
create trigger search_inserted after insert on public.experiences_activities_localizations
  referencing new table as new_rows
  for each statement execute function private.search_translations_changed();
create trigger search_updated after update on public.experiences_activities_localizations
  referencing new table as new_rows
  for each statement execute function private.search_translations_changed();
create trigger search_deleted after delete on public.experiences_activities_localizations
  referencing old table as old_rows
  for each statement execute function private.search_translations_changed();

-- What is there already.
select private.refresh_search(kind, null, (select coalesce(array_agg(id), '{}') from public.experiences))
from unnest('{experience,detail,activity,location,story}'::text[]) as kind;
select private.refresh_search('story',
  (select coalesce(array_agg(id), '{}') from public.stories where experience_id is null), null);

-- Questions --------------------------------------------------------------------------------------

-- What travellers call things in Vietnamese, and what the texts call them. `term` as it is written
-- with accents; a question without accents is compared with the folded term.
create table private.search_synonyms (
  term text primary key,
  folded text not null generated always as (private.fold(term)) stored,
  -- Words, each of them meant.
  means text not null,
  -- Whether the term without accents is a different, everyday word.
  needs_accents boolean not null default false
);
alter table private.search_synonyms enable row level security;
create index search_synonyms_folded_idx on private.search_synonyms (folded);
create index search_synonyms_means_idx on private.search_synonyms (means);

insert into private.search_synonyms (term, means, needs_accents) values
  ('chợ nổi', 'floating market', false), ('chợ trời', 'flea market', false),
  ('chợ đêm', 'night market', false), ('chợ', 'market', true),
  ('chùa', 'pagoda temple', false), ('đền', 'temple shrine', true), ('miếu', 'temple shrine', false),
  ('ngôi đền', 'temple shrine', false), ('đền thờ', 'temple shrine', false),
  ('nhà thờ', 'cathedral church', false), ('tu viện', 'monastery', false),
  ('bãi biển', 'beach', false), ('bãi tắm', 'beach', false), ('biển', 'sea beach', true),
  ('núi', 'mountain hill', false), ('đỉnh núi', 'summit mountain', false), ('đỉnh', 'summit', true),
  ('leo núi', 'climb mountain path', false), ('hang động', 'cave', false), ('hang', 'cave', true),
  ('động', 'cave', true), ('vịnh', 'bay', false), ('đảo', 'island', false), ('hồ', 'lake', true),
  ('sông', 'river', false), ('thác', 'waterfall', false), ('thác nước', 'waterfall', false),
  ('đồi cát', 'dune sand', false), ('cồn cát', 'dune sand', false), ('cát', 'sand', true),
  ('ruộng bậc thang', 'rice terrace', false), ('bậc thang', 'stair step terrace', false),
  ('cầu thang', 'staircase stair', false), ('cầu', 'bridge', true), ('cây cầu', 'bridge', false),
  ('cầu rồng', 'dragon bridge', false), ('con rồng', 'dragon', false), ('rồng', 'dragon', false),
  ('phun lửa', 'fire breathe', false), ('lửa', 'fire', true),
  ('cầu vàng', 'golden bridge', false), ('bàn tay', 'hand', false),
  ('phố cổ', 'old quarter ancient town', false), ('khu phố cổ', 'old quarter ancient town', false),
  ('phố đi bộ', 'walking street', false), ('đường phố', 'street', false),
  ('bảo tàng', 'museum', false), ('chiến tranh', 'war', false), ('dinh', 'palace', true),
  ('cung điện', 'palace', false), ('hoàng cung', 'imperial palace', false),
  ('kinh thành', 'imperial city', false), ('đại nội', 'imperial city', false),
  ('hoàng thành', 'imperial city', false), ('lâu đài', 'castle palace', false),
  ('pháo đài', 'fortress fort', false), ('lăng', 'tomb', true), ('lăng mộ', 'tomb', false),
  ('tháp', 'tower', false), ('tòa tháp', 'tower', false), ('tháp chàm', 'cham tower', false),
  ('địa đạo', 'tunnel', false), ('đường hầm', 'tunnel', false), ('bưu điện', 'post office', false),
  ('bưu thiếp', 'postcard card', false), ('nhà ga', 'railway station', false),
  ('ga xe lửa', 'railway station', false), ('xe lửa', 'train', false), ('tàu hỏa', 'train', false),
  ('đường sắt', 'railway', false), ('xe điện', 'tram', false), ('tàu điện', 'tram', false),
  ('thuyền', 'boat', false), ('đi thuyền', 'boat', false), ('chèo thuyền', 'rowing boat', false),
  ('du thuyền', 'boat junk', false), ('cáp treo', 'cable car', false),
  ('thang máy', 'lift', false), ('hải đăng', 'lighthouse', false), ('ngọn hải đăng', 'lighthouse', false),
  ('rùa', 'turtle', false), ('bia đá', 'stone tablet turtle', false), ('con cáo', 'fox', false),
  ('cáo', 'fox', true), ('khỉ', 'monkey', false), ('sao biển', 'starfish', false),
  ('đèn lồng', 'lantern', false), ('lồng đèn', 'lantern', false), ('hương', 'incense', true),
  ('nhang', 'incense', false), ('vòng nhang', 'coil incense', false),
  ('bình minh', 'sunrise', false), ('hoàng hôn', 'sunset', false), ('ban đêm', 'night', false),
  ('buổi sáng', 'morning', false), ('ăn sáng', 'breakfast', false), ('bữa sáng', 'breakfast', false),
  ('cà phê', 'coffee', false), ('ẩm thực', 'food eat', false), ('món ăn', 'dish food', false),
  ('ăn', 'eat food', true), ('bún', 'noodles', false), ('mì', 'noodles', true),
  ('tiêu', 'pepper', true), ('nước mắm', 'fish sauce', false), ('trà', 'tea', true),
  ('mặc cả', 'bargain', false), ('trả giá', 'bargain', false), ('mua sắm', 'shop market', false),
  ('trẻ em', 'children', false), ('trẻ con', 'children', false), ('gia đình', 'family', false),
  ('chụp ảnh', 'photograph photo', false), ('ảnh', 'photograph photo', true),
  ('vé', 'ticket', true), ('giá vé', 'ticket fee', false), ('miễn phí', 'free', false),
  ('mở cửa', 'open', false), ('đóng cửa', 'closed', false), ('thời tiết', 'weather', false),
  ('mưa', 'rain', true), ('lũ', 'flood', true), ('ngập', 'flood', false), ('sương mù', 'fog mist', false),
  ('tuyết', 'snow', false), ('hoa anh đào', 'cherry blossom', false), ('lá đỏ', 'maple', false),
  ('rừng tre', 'bamboo grove', false), ('tre', 'bamboo', true), ('rừng trúc', 'bamboo grove', false),
  ('sen', 'lotus', false), ('hoa sen', 'lotus', false), ('cổng', 'gate', true),
  ('vua', 'emperor king', false), ('hoàng đế', 'emperor', false), ('triều đại', 'dynasty', false),
  ('lịch sử', 'history', false), ('kiến trúc sư', 'architect', false), ('kiến trúc', 'architecture', false),
  ('xây dựng', 'built', false), ('xây', 'built', false), ('cao nhất', 'highest tallest', false),
  ('cao', 'high', true), ('ngủ đêm', 'overnight night', false), ('qua đêm', 'overnight night', false),
  ('nhà vườn', 'garden', false), ('vườn', 'garden', true), ('công viên', 'park', false),
  ('quảng trường', 'square', false), ('tượng', 'statue', false), ('phật', 'buddha', true),
  ('vàng', 'golden gold', true), ('lá vàng', 'gold leaf', false), ('đỏ', 'red', true),
  ('đá cẩm thạch', 'marble', false), ('gạch', 'brick', false), ('gốm', 'ceramic porcelain', false),
  ('trung tâm', 'central centre', false), ('thiết kế', 'designed architect', false),
  ('cực tây', 'westernmost', false), ('châu âu', 'europe', false), ('đông dương', 'indochina', false),
  ('khổng lồ', 'enormous giant', false), ('sông hương', 'perfume river', false), ('bom', 'bomb', false),
  ('trên thuyền', 'boat junk', false), ('hẹp', 'narrow', false),
  ('saigon', 'ho chi minh', false), ('nightlife', 'night bar street', false),
  ('homestay', 'overnight family', false), ('giant', 'enormous', false), ('colourful', 'yellow red painted', false),
  ('phóng viên', 'reporter photograph', false),
  ('tượng đài', 'monument', false), ('nhật bản', 'japan', false), ('bồ đào nha', 'portugal', false),
  ('sài gòn', 'ho chi minh', false), ('thành phố hồ chí minh', 'ho chi minh', false);

-- Words a question is asked with, not about. With accents Vietnamese tells them from names; without,
-- they are left out only of what reads like a Vietnamese question.
create function private.question_words(p_language text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select regexp_split_to_array(case p_language
    when 'en' then 'a an the is are was were be been am do does did can could should would will shall
      may might must i me my you your he she it its we our us they them their this that these those
      there here what which who whom whose when where why how of in on at to from for with by about
      as into through and or not no if than then so too very just also any some all more most much
      many get got go going tell please find show want need like know see visit visiting best good
      nice great place places spot spots near around give recommend something somewhere anything
      someone has have had long take takes s t'
    when 'vi' then 'là gì ở đâu khi nào có không bao nhiêu như thế tôi mình bạn em anh chị muốn cho
      được những các một của và để này kia đó thì mấy giờ lúc đi đến từ với trong ngoài về bị nếu
      nên hay hoặc vì sao tại ai ra vào lên xuống nhất rất quá làm xin hỏi giúp biết tìm xem thấy
      nhiều ít hơn còn nơi địa điểm phải chỗ gần đây cái con người ta mà đã sẽ đang vẫn lại cũng
      đẹp tốt thích'
    else 'la gi o dau khi nao co khong bao nhieu nhu the toi minh ban muon cho duoc nhung cac mot cua
      va nay thi may gio luc di den tu voi trong ve neu nen hay vi sao tai nhat rat lam biet tim xem
      thay nhieu con noi dia diem phai gan day cai nguoi ta ma dep' end, '\s+')
$$;

-- Lexemes that must all be there, as a query; with a label, in the title.
create function private.all_of(p_words text, p_label text default '') returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select string_agg('''' || lexeme || '''' || case p_label when '' then '' else ':' || p_label end, ' & ')::tsquery
  from unnest(tsvector_to_array(to_tsvector('private.travel', p_words))) as lexeme
$$;

-- The letters of a word in the order of the alphabet.
create function private.letters(word text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select string_agg(letter, '' order by letter) from regexp_split_to_table(word, '') as letter
$$;

-- What a question is made of: for each thing asked, the ways it may stand in a text. `frequency`
-- is the share of documents that have it, as the database last counted.
-- Definer: looks into the words there are and their statistics.
create function private.search_terms(p_query text)
returns table (term integer, way tsquery, titled tsquery, weight real, frequency real)
language plpgsql stable security definer set search_path = '' as $$
declare
  raw text[];
  words text[];
  accented boolean;
  stops text[];
  joins text[];
  ways text[] := '{}'; -- as text
  numbers integer[] := '{}';
  weights real[] := '{}';
  total integer;
  place integer := 1;
  taken integer;
  number integer := 0;
  stemmed text;
  known boolean;
  literal integer;
  meaning record;
  near record;
begin
  raw := array(select part from regexp_split_to_table(
      lower(normalize(left(p_query, 400), nfc)), '[\s!-/:-@\[-`{-~¿¡“”‘’…–—]+') as part
    where part <> '' limit 24);
  words := array(select private.fold(part) from unnest(raw) with ordinality as r(part, n) order by n);
  total := cardinality(words);
  accented := raw <> words;
  stops := private.question_words('en');
  if accented then
    stops := stops || private.question_words('vi');
  elsif (select count(*) from unnest(words) w where w = any (private.question_words('folded')))
    > (select count(*) from unnest(words) w where w = any (stops))
  then
    stops := stops || private.question_words('folded');
  end if;

  while place <= total loop
    -- The longest thing that has a meaning of its own.
    taken := 0;
    for length in reverse least(3, total - place + 1) .. 1 loop
      select s.term, s.means into meaning from private.search_synonyms s
      where case when accented then s.term = array_to_string(raw[place : place + length - 1], ' ')
        else s.folded = array_to_string(words[place : place + length - 1], ' ')
          and not s.needs_accents end
      limit 1;
      if found then
        taken := length;
        exit;
      end if;
    end loop;
    if taken > 0 then
      number := number + 1;
      numbers := numbers || number || number;
      ways := ways || array_to_string(words[place : place + taken - 1], ' ') || meaning.means;
      -- What is said in other words stands in few texts as it was asked, which must not count as
      -- not understood.
      weights := weights || 0.6::real || 0.9::real;
      -- One of several names is half as good as all of them.
      for near in select part from regexp_split_to_table(meaning.means, ' ') as part
        where position(' ' in meaning.means) > 0
      loop
        numbers := numbers || number;
        ways := ways || near.part;
        weights := weights || 0.6::real;
      end loop;
      place := place + taken;
      continue;
    end if;

    -- The other way round: a text may have only the Vietnamese name.
    for length in reverse least(2, total - place + 1) .. 1 loop
      select s.folded into meaning from private.search_synonyms s
      where not accented and not s.needs_accents
        and s.means = array_to_string(words[place : place + length - 1], ' ')
      order by s.folded limit 1;
      if found then
        taken := length;
        exit;
      end if;
    end loop;
    if taken > 0 then
      number := number + 1;
      numbers := numbers || number || number;
      ways := ways || array_to_string(words[place : place + taken - 1], ' ') || meaning.folded;
      weights := weights || 1.0::real || 0.9::real;
      place := place + taken;
      continue;
    end if;

    if not (raw[place] = any (stops) or words[place] = '' or (not accented and words[place] = any (stops)))
    then
      number := number + 1;
      -- Two words that others write as one, and one that others write as two.
      joins := array[words[place - 1] || words[place], words[place] || words[place + 1]];
      for near in select part from unnest(joins) as part
        where length(part) between 4 and 16 and exists (select from private.search_words w
          where w.word = (ts_lexize('private.stem', part))[1])
      loop
        numbers := numbers || number;
        ways := ways || near.part;
        weights := weights || 1.2::real;
      end loop;
      numbers := numbers || number;
      ways := ways || words[place];
      weights := weights || 1.0::real;
      -- A word nobody wrote: what it may have meant.
      stemmed := (ts_lexize('private.stem', words[place]))[1];
      if stemmed ~ '^[a-z]{3,40}$'
        and not exists (select from private.search_words w where w.word = stemmed)
      then
        literal := cardinality(weights);
        known := false;
        for near in
          select distinct w.word as part, d.distance
          from private.search_words w, lateral (
            -- Two letters that changed places are one mistake.
            select case when extensions.levenshtein(w.word, stemmed) = 2 and private.letters(w.word) = private.letters(stemmed)
              then 1 else extensions.levenshtein(w.word, stemmed) end as distance) d
          where (w.word operator(extensions.%) stemmed or w.word like left(stemmed, 1) || '%')
            and length(w.word) between length(stemmed) - 2 and length(stemmed) + 2
            and d.distance <= case when length(stemmed) < 6 then 1 else 2 end
            and (length(stemmed) > 3 or length(w.word) = 3)
          order by d.distance, w.word limit 4
        loop
          known := true;
          numbers := numbers || number;
          ways := ways || near.part;
          weights := weights || (0.95 - 0.15 * near.distance)::real;
        end loop;
        -- A Vietnamese word that stands nowhere is missing from our list of meanings rather than
        -- from the place, and a mistyped one was meant otherwise: neither must outweigh the words
        -- that were understood.
        if known or accented then
          weights[literal] := case when known then 0.6 else 0.3 end;
        end if;
      end if;
    end if;
    place := place + 1;
  end loop;

  return query
    with counted as materialized (
      select known.lexeme, known.share
      from pg_catalog.pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
        as known(lexeme, share)
      where s.schemaname = 'private' and s.tablename = 'search_documents' and s.attname = 'search'
        and known.lexeme is not null
    ), asked as (
      select a.number, a.weight, private.all_of(a.way) as way, private.all_of(a.way, 'A') as titled,
        tsvector_to_array(to_tsvector('private.travel', a.way)) as lexemes
      from unnest(numbers, ways, weights) as a(number, way, weight)
    )
    select a.number, a.way, a.titled, max(a.weight), coalesce((
      select min(coalesce(c.share, least(0.0005, (select min(share) from counted) / 2)))
      from unnest(a.lexemes) as l(lexeme) left join counted c using (lexeme)), 0.0005)::real
    from asked a where a.way is not null
    group by a.number, a.way, a.titled, a.lexemes;
end
$$;

-- The best documents for a question, among those the caller may see.
-- Definer: full-text conditions are not leakproof, so below a policy they would not use the index;
-- `sees` is what the policies say. public.search_content asks the policies themselves again.
create function private.search_candidates(
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
      (select d.id from private.search_documents d where d.search @@ $10 and %1$s %2$s limit 200)
      union
      (select d.id from private.search_documents d where d.names @@ $11 and %1$s %2$s limit 200)
      union
      (select d.id from private.search_documents d where d.search @@ $12 and %1$s %2$s limit 400)
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

-- Between two points on the globe; null where one is unknown.
create function private.kilometres(
  a_latitude double precision, a_longitude double precision,
  b_latitude double precision, b_longitude double precision) returns double precision
language sql immutable parallel safe
return 12742 * asin(sqrt(least(1,
  power(sin(radians(b_latitude - a_latitude) / 2), 2)
  + cos(radians(a_latitude)) * cos(radians(b_latitude))
    * power(sin(radians(b_longitude - a_longitude) / 2), 2))));

-- Answers what fits a question best, or without one what is nearest (or newest). Coverage is how
-- much of the question a text speaks of, from 0 to 1: with less than 0.45 it is hardly an answer.
create function public.search_content(
  p_query text default null, p_limit integer default 10, p_kinds text[] default null,
  p_address text default null, p_company uuid default null,
  p_latitude double precision default null, p_longitude double precision default null,
  p_radius_km double precision default null, p_min_coverage double precision default 0.45)
returns table (kind text, id uuid, experience_id uuid, company_id uuid, language text, title text,
  body text, address text, latitude double precision, longitude double precision,
  distance_km double precision, score double precision, coverage double precision,
  experience_name text, photo text)
language sql stable set search_path = '' rows 10 as $$
  select c.kind, c.record_id, c.experience_id, c.company_id, c.language, c.title, left(c.body, 6000),
    c.address, c.latitude, c.longitude, c.distance_km, c.score, c.coverage, e.name, e.primary_photo
  from private.search_candidates(p_query, least(greatest(p_limit, 1), 50), p_kinds, p_address,
    p_company, p_latitude, p_longitude, p_radius_km) c
  left join lateral (
    select x.name, x.primary_photo from public.experiences x where x.id = c.experience_id offset 0) e on true
  -- As the caller: the policies have the last word.
  where c.coverage >= p_min_coverage and case c.kind
    when 'experience' then e.name is not null
    when 'detail' then (select true from public.experience_details x where x.id = c.record_id)
    when 'activity' then (select true from public.activities x where x.id = c.record_id)
    when 'location' then (select true from public.locations x where x.id = c.record_id)
    else (select true from public.stories x where x.id = c.record_id) end
  order by c.score desc, c.distance_km nulls last
$$;

revoke execute on function
  private.joined_pairs(text), private.name_vector(text, text), private.question_words(text),
  private.all_of(text, text), private.letters(text), private.search_terms(text),
  private.refresh_search(text, uuid[], uuid[]), private.search_experiences_changed(),
  private.search_parts_changed(), private.search_links_changed(),
  private.search_translations_changed(),
  private.kilometres(double precision, double precision, double precision, double precision),
  private.search_candidates(text, integer, text[], text, uuid, double precision, double precision,
    double precision),
  public.search_content(text, integer, text[], text, uuid, double precision, double precision,
    double precision, double precision) from public;
grant execute on function
  private.search_candidates(text, integer, text[], text, uuid, double precision, double precision,
    double precision),
  public.search_content(text, integer, text[], text, uuid, double precision, double precision,
    double precision, double precision) to anon, authenticated, service_role;
