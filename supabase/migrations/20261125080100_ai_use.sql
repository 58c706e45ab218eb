-- What is asked of models: one row a question, for quotas, for what it costs, and for the figure
-- "answered with source".

create table public.ai_uses (
  id uuid primary key default gen_random_uuid(),
  -- Null: a reader without an account, for whom something public is translated.
  user_id uuid references auth.users (id) on delete cascade,
  company_id uuid references public.company_accounts (id) on delete set null,
  purpose text not null check (purpose in ('search', 'assistant', 'intent', 'story', 'translation')),
  model text not null check (length(model) <= 200),
  -- Kept of what is asked the assistant, so that a company sees what stays unanswered.
  question text check (length(question) <= 2000),
  language text check (length(language) <= 35),
  state text not null default 'running' check (state in ('running', 'answered', 'stopped', 'failed')),
  input_tokens integer not null default 0 check (input_tokens >= 0),
  output_tokens integer not null default 0 check (output_tokens >= 0),
  -- Distinct things found that the answer names as its sources.
  citations integer check (citations >= 0),
  -- The asker's thumb.
  helpful boolean,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index ai_uses_user_id_idx on public.ai_uses (user_id, created_at desc);
create index ai_uses_company_id_idx on public.ai_uses (company_id, created_at desc);

alter table public.ai_uses enable row level security;
revoke all on public.ai_uses from anon, authenticated;
grant select on public.ai_uses to authenticated;
-- Nothing else: whoever could write their tokens could take back what they used.
grant update (helpful) on public.ai_uses to authenticated;
grant select, insert, update on public.ai_uses to service_role;

create policy "ai_uses: asker reads" on public.ai_uses
  for select to authenticated using (user_id = (select auth.uid()));
create policy "ai_uses: asker rates" on public.ai_uses
  for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- Notes a question before the first token, or answers null when the day's tokens are used up. What
-- still runs counts as a thousand tokens, so that many at once cannot slip through together.
-- Called by the server with its own limits; runs with its rights.
create function public.begin_ai_use(
  p_user uuid, p_company uuid, p_purpose text, p_model text, p_question text, p_language text,
  p_user_tokens bigint, p_company_tokens bigint) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid;
  used bigint;
begin
  -- One after the other for the same person: counting and noting must not interleave.
  perform pg_advisory_xact_lock(hashtextextended('ai_use ' || coalesce(p_user, p_company), 0));
  select coalesce(sum(case when u.state = 'running' and u.created_at > now() - interval '10 minutes'
    then 1000 else u.input_tokens + u.output_tokens end), 0) into used
  from public.ai_uses u where u.user_id = p_user and u.created_at > now() - interval '1 day';
  if used >= p_user_tokens then
    return null;
  end if;
  if p_company is not null then
    -- Colleagues share a day, too. Always after one's own, so that nobody waits in a circle.
    perform pg_advisory_xact_lock(hashtextextended('ai_use of ' || p_company, 0));
    select coalesce(sum(case when u.state = 'running' and u.created_at > now() - interval '10 minutes'
      then 1000 else u.input_tokens + u.output_tokens end), 0) into used
    from public.ai_uses u where u.company_id = p_company and u.created_at > now() - interval '1 day';
    if used >= p_company_tokens then
      return null;
    end if;
  end if;
  insert into public.ai_uses (user_id, company_id, purpose, model, question, language)
  values (p_user, p_company, p_purpose, left(p_model, 200), left(p_question, 2000), left(p_language, 35))
  returning id into made;
  return made;
end
$$;
revoke execute on function public.begin_ai_use(uuid, uuid, text, text, text, text, bigint, bigint) from public;
grant execute on function public.begin_ai_use(uuid, uuid, text, text, text, text, bigint, bigint) to service_role;

-- Answered with source: answers with a citation, of the questions asked in a time. Gaps are the
-- questions without one, or with a thumb down; alike ones together, the most frequent first.
-- Definer: a company's figures count questions of everybody who asked it; who asked is not shown.
create function public.company_answer_figures(p_company uuid, p_from timestamptz, p_to timestamptz)
returns table (questions integer, with_source integer, gaps jsonb)
language sql stable security definer set search_path = '' as $$
  with asked as (
    select u.question, coalesce(u.citations, 0) > 0 as sourced,
      (coalesce(u.citations, 0) = 0 or u.helpful is false) as gap,
      coalesce(nullif(array_to_string(tsvector_to_array(to_tsvector('private.travel',
        private.fold(u.question))), ' '), ''), '?') as words
    from public.ai_uses u
    where u.company_id = p_company and u.purpose in ('search', 'assistant') and u.state = 'answered'
      and u.created_at >= p_from and u.created_at < p_to
      and (p_company in (select private.my_company_ids()) or private.is_super_admin())
  ), alike as (
    select a.words, count(*)::integer as times, min(a.question) as example
    from asked a where a.gap and a.question is not null group by a.words
  )
  select count(*)::integer, (count(*) filter (where sourced))::integer,
    (select coalesce(jsonb_agg(jsonb_build_object('question', g.example, 'times', g.times)
      order by g.times desc, g.example), '[]') from (
        select * from alike order by times desc, example limit 50) g)
  from asked
$$;
revoke execute on function public.company_answer_figures(uuid, timestamptz, timestamptz) from public;
grant execute on function public.company_answer_figures(uuid, timestamptz, timestamptz) to authenticated, service_role;
