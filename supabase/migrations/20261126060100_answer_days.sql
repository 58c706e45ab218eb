-- Answered with source over whole days of the company's place, which end yesterday, and over as many
-- days before them. Invoker: company_answer_figures knows whose figures these are.
create function public.company_answers(p_company uuid, p_days integer)
returns table (questions integer, with_source integer, gaps jsonb, questions_before integer,
  with_source_before integer)
language sql stable set search_path = '' as $$
  with place as (
    select date_trunc('day', now() at time zone c.time_zone) as today, c.time_zone,
      make_interval(days => least(greatest(p_days, 1), 366)) as span
    from public.company_accounts c where c.id = p_company
  )
  select f.questions, f.with_source, f.gaps, b.questions, b.with_source
  from place p,
    public.company_answer_figures(p_company, (p.today - p.span) at time zone p.time_zone,
      p.today at time zone p.time_zone) f,
    public.company_answer_figures(p_company, (p.today - 2 * p.span) at time zone p.time_zone,
      (p.today - p.span) at time zone p.time_zone) b
$$;
revoke execute on function public.company_answers(uuid, integer) from public;
grant execute on function public.company_answers(uuid, integer) to authenticated, service_role;
